# Expected values of tests/it/proxy_oracle.rs. Usage: Rscript make_probits.R > probits.csv
# Probit regression with Jeffreys' penalty by brglm2, and the bias of a share for φ = ½ that follows from it, which needs no correlation.
suppressMessages(library(brglm2))
cat("# R", paste(R.version$major, R.version$minor, sep = "."), "brglm2", as.character(packageVersion("brglm2")), "\n")
cat("question,bias\n")
d <- read.csv("../statistics/frame135.csv")
unit <- seq_len(nrow(d)) - 1
area <- match(d$macro, unique(d$macro)) - 1
size <- d$pop / 1e5
questions <- list(third = unit %% 3 == 0, large = size + 1.5 * (area == 3) - unit %% 5 > 0.5, quasi = area == 1 | unit %% 3 == 0)
here <- d$resp == 1
X <- cbind(1, sapply(1:4, function(a) area == a), size)
colnames(X) <- paste0("c", 0:5)
spread <- function(v) mean((v - mean(v))^2)
for (name in names(questions)) {
  y <- as.numeric(questions[[name]][here])
  fit <- glm(y ~ X[here, ] - 1, family = binomial("probit"), method = "brglmFit", type = "MPL_Jeffreys", epsilon = 1e-12, maxit = 10000)
  x <- X %*% coef(fit)
  inside <- x[here]; outside <- x[!here]
  others <- pnorm((qnorm(mean(y)) + (mean(outside) - mean(inside)) / sqrt(spread(inside))) / sqrt(spread(outside) / spread(inside)))
  cat(sprintf("%s,%.12g\n", name, mean(!here) * (mean(y) - others)))
}
