# Expected values of tests/it/limits_oracle.rs for the plain likelihood. Usage: Rscript make_profiles.R > profiles.csv
# Ends by confint() of MASS, tests by anova() of nested fits.
library(MASS)
cat("# R", paste(R.version$major, R.version$minor, sep = "."), "MASS", as.character(packageVersion("MASS")), "\n")
cat("frame,column,p,low,high\n")
one <- function(name, formula) {
  d <- read.csv(paste0(name, ".csv"), stringsAsFactors = TRUE)
  X <- model.matrix(as.formula(paste("~", formula)), d)
  control <- glm.control(epsilon = 1e-14, maxit = 100)
  fit <- glm(d$resp ~ X - 1, family = binomial, control = control)
  ends <- suppressMessages(confint(fit))
  for (j in seq_len(ncol(X))) {
    less <- glm(d$resp ~ X[, -j, drop = FALSE] - 1, family = binomial, control = control)
    p <- pchisq(less$deviance - fit$deviance, 1, lower.tail = FALSE)
    cat(sprintf("%s: %s,%d,%.10g,%.10g,%.10g\n", name, formula, j - 1, p, ends[j, 1], ends[j, 2]))
  }
}
one("tied", "area + ward")
one("tied", "area + beds")
one("large", "ward + rate")
