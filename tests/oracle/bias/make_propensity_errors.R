# Standard errors of inverse propensities that are estimated. Usage: Rscript make_propensity_errors.R > propensity_errors.json
#
# No formula of the variance's linear part is used: the whole estimator (response model and weighted mean) is computed again with the mass of
# one unit moved from answering to not answering, or with one unit's design weight changed, and differences stand for derivatives. 4,000 draws
# of response from the fitted model then give the spread that a standard error should have.
options(digits = 15)
d <- read.csv("large.csv", stringsAsFactors = TRUE)
x <- model.matrix(~ area + ward + beds, d); x[, "beds"] <- x[, "beds"] / 500
n <- nrow(d); y <- d$beds / 100 + 2 * (d$ward == "y") - (seq_len(n) - 1) %% 5
fit <- function(w1, w0, start) {
  b <- start
  for (step in 1:50) {
    p <- plogis(drop(x %*% b)); w <- (w1 + w0) * p * (1 - p)
    move <- solve(crossprod(x, w * x), crossprod(x, w1 - (w1 + w0) * p)); b <- b + drop(move)
    if (max(abs(move)) < 1e-13) return(b)
  }
  stop("no convergence")
}
theta <- function(w1, w0, start) { p <- plogis(drop(x %*% fit(w1, w0, start))); sum(w1 * y / p) / sum(w1 / p) }
eps <- 1e-4
show <- function(name, design, last = FALSE) {
  r <- d$resp; w1 <- design * r; w0 <- design * (1 - r)
  b <- fit(w1, w0, rep(0, ncol(x))); p <- plogis(drop(x %*% b)); value <- theta(w1, w0, b)
  g <- glm.fit(x, r, weights = design, family = quasibinomial(), control = list(epsilon = 1e-14, maxit = 100))
  stopifnot(max(abs(g$coefficients - b)) < 1e-8)
  at <- function(i, by1, by0) { a <- w1; c <- w0; a[i] <- a[i] + by1; c[i] <- c[i] + by0; theta(a, c, b) }
  flip <- sapply(which(r == 1), function(i) (at(i, -eps, eps) - at(i, eps, -eps)) / (2 * eps))
  response <- sum((design * (1 - p))[r == 1] * flip^2)
  total <- sum(design); sampled <- 0
  if (total > n) {
    u <- sapply(seq_len(n), function(i) (at(i, eps * r[i], eps * (1 - r[i])) - at(i, -eps * r[i], -eps * (1 - r[i]))) / (2 * eps))
    v <- design * u; sampled <- (1 - n / total) * n / (n - 1) * sum((v - mean(v))^2)
  }
  cat(sprintf(' "%s": {"estimate": %.12g, "standard_error": %.12g}%s\n', name, value, sqrt(response + sampled), if (last) "" else ","))
  p
}
cat("{\n", sprintf('"r": "%s",\n', getRversion()))
p <- show("large: area + ward + beds", rep(1, n))
set.seed(1)
drawn <- replicate(4000, {
  r <- rbinom(n, 1, p); b <- fit(r, 1 - r, rep(0, ncol(x))); q <- plogis(drop(x %*% b)); w <- r / q; m <- sum(w * y) / sum(w)
  e <- r * (y - m) / sum(w); g <- drop(x %*% solve(crossprod(x, q * (1 - q) * x), crossprod(x, (1 - q) / q * e)))
  known <- (1 - sum(r) / n) * sum(r) / (sum(r) - 1) * sum((w * e)[r == 1]^2)
  c(m, sqrt(sum(((1 - q) / q^2 * (e - q * g)^2)[r == 1])), sqrt(known))
})
cat(sprintf(' "simulated": {"draws": 4000, "sd": %.6g, "mean_standard_error": %.6g, "mean_with_fixed_weights": %.6g},\n', sd(drawn[1, ]), mean(drawn[2, ]), mean(drawn[3, ])))
invisible(show("large: area + ward + beds, weighted", d$weight, last = TRUE))
cat("}\n")
