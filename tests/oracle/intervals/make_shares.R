# Intervals of weighted shares by R's survey, for `src/analysis/interval/share.rs`: Korn and Graubard's, with its effective number and its
# degrees of freedom, but without what a finite frame does. Run: Rscript make_shares.R > shares.csv
suppressPackageStartupMessages(library(survey))
frame <- read.csv("../statistics/frame135.csv")
names(frame)[1:6] <- c("unit", "region", "macro_area", "residents", "size", "answered")
frame$position <- seq_len(nrow(frame)) - 1
found <- frame[frame$answered == 1, ]
strata <- table(frame$macro_area)
found$weight <- as.numeric(strata[found$macro_area] / table(found$macro_area)[found$macro_area])
found$y <- as.numeric(found$position %% 3 == 0)
found$rare <- as.numeric(found$position %% 41 == 0)
found$group <- found$position %% 2 == 0
found$both <- found$residents * found$weight
cases <- list(
  list("post-stratified", svydesign(ids = ~1, weights = ~weight, data = found), ~y),
  list("post-stratified, rare", svydesign(ids = ~1, weights = ~weight, data = found), ~rare),
  list("of residents", svydesign(ids = ~1, weights = ~both, data = found), ~y),
  list("of residents, rare", svydesign(ids = ~1, weights = ~both, data = found), ~rare),
  list("a group", subset(svydesign(ids = ~1, weights = ~weight, data = found), group), ~y),
  list("by strata", svydesign(ids = ~1, strata = ~macro_area, weights = ~weight, data = found), ~y)
)
cat("case,n,degrees,share,variance,low,high\n")
for (case in cases) {
  design <- case[[2]]
  share <- svymean(case[[3]], design)
  ends <- confint(svyciprop(case[[3]], design, method = "beta"))
  cat(sprintf("%s,%d,%d,%.17g,%.17g,%.17g,%.17g\n", shQuote(case[[1]], "cmd"), nrow(design), degf(design), coef(share), vcov(share), ends[1], ends[2]))
}
