# Expected values of tests/it/weighting.rs. Usage: Rscript make_benchmarks.R > benchmarks.json. The frame is ../bias/large.csv.
# Estimates and errors by survey, with finite population correction; the t test as R's nrba compares with external estimates:
# (estimate - known) / sqrt(SE^2 + SE_known^2), as many degrees of freedom as the design has.
suppressMessages(library(survey)); options(digits = 15)
d <- read.csv("../bias/large.csv", stringsAsFactors = TRUE); s <- d[d$resp == 1, ]; N <- nrow(d); n <- nrow(s)
s$fpc <- N; s$y <- as.numeric(s$ward == "y")
plain <- svydesign(~1, fpc = ~fpc, data = s)
post <- postStratify(plain, ~area, table(area = d$area))
show <- function(name, design, variable, known, error = 0, total = FALSE, last = FALSE) {
  m <- if (total) svytotal(variable, design) else svymean(variable, design)
  se <- sqrt(SE(m)^2 + error^2); t <- (coef(m) - known) / se; df <- degf(plain)
  cat(sprintf(' "%s": {"estimate": %.15g, "standard_error": %.15g, "t": %.15g, "degrees": %d, "p": %.15g, "low": %.15g, "high": %.15g}%s\n', name,
    coef(m), se, t, df, 2 * pt(-abs(t), df), coef(m) - known - qt(.975, df) * se, coef(m) - known + qt(.975, df) * se, if (last) "" else ","))
}
cat("{\n", sprintf('"r": "%s", "survey": "%s",\n', getRversion(), packageVersion("survey")))
for (w in list(list("none", plain), list("poststratified", post))) {
  show(paste("beds", w[[1]]), w[[2]], ~beds, mean(d$beds))
  show(paste("rate", w[[1]]), w[[2]], ~rate, mean(d$rate))
  show(paste("share of y", w[[1]]), w[[2]], ~y, 0.31, 0.01)
  show(paste("number of y", w[[1]]), w[[2]], ~y, 380, total = TRUE, last = w[[1]] == "poststratified")
}
cat("}\n")
