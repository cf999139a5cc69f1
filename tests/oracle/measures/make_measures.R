# Measures of four frames by other programs: writes frames.csv and results.csv beside this file.
#   Rscript tests/oracle/measures/make_measures.R          (R 4.2.2, survey, spdep; versions stand in results.csv)
#   tied: few distinct values, some categories of one unit; tiny: seven units; large: 270 units without ties, exact by R;
#   skewed: sizes over four powers of ten, a category that only nonrespondents have, units without neighbours.
options(digits = 17, warn = 1)
suppressMessages({library(survey); library(spdep)})
here <- "tests/oracle/measures"
RNGkind("Mersenne-Twister", "Inversion", "Rejection"); set.seed(20231)
make <- function(name, n, value, category, answered, y) data.frame(
  frame = name, unit = seq_len(n) - 1, answered = as.integer(answered), value = as.numeric(value), category = category, y = y)
frames <- list(
  tied = make("tied", 24, sample(c(1, 2, 2, 3, 5), 24, TRUE), c(rep(0, 9), rep(1, 7), rep(2, 5), 3, 4, 5), runif(24) < .55, sample(0:1, 24, TRUE)),
  tiny = make("tiny", 7, c(12, 5, 30, 7, 7, 18, 2), c(0, 0, 1, 1, 1, 0, 1), c(1, 0, 1, 1, 0, 1, 0) == 1, c(1, 0, 0, 1, 1, 1, 0)),
  large = make("large", 270, sample(10000:99999, 270), sample(0:4, 270, TRUE, c(.4, .25, .2, .1, .05)), runif(270) < .5, sample(0:1, 270, TRUE)),
  skewed = {n <- 60; v <- round(10^runif(n, 2, 6)) + seq_len(n) / 100; k <- sample(0:3, n, TRUE); a <- runif(n) < .4 + .3 * (v > 1e4); a[k == 3] <- FALSE; make("skewed", n, v, k, a, rbinom(n, 1, .3))})
write.csv(do.call(rbind, frames), file.path(here, "frames.csv"), row.names = FALSE, quote = FALSE)
out <- data.frame(frame = character(), quantity = character(), value = character())
put <- function(frame, quantity, value) out[nrow(out) + 1, ] <<- c(frame, quantity, if (is.character(value)) value else format(unname(value), digits = 17))
put("all", "R", R.version.string); put("all", "survey", as.character(packageVersion("survey"))); put("all", "spdep", as.character(packageVersion("spdep")))
# A line of units in which every seventh has no neighbours.
line <- function(n) {nb <- lapply(seq_len(n), function(i) {v <- c(i - 1, i + 1); v <- v[v >= 1 & v <= n & v %% 7 != 0]; if (i %% 7 == 0 || !length(v)) 0L else as.integer(v)})
  class(nb) <- "nb"; attr(nb, "region.id") <- as.character(seq_len(n)); attr(nb, "sym") <- TRUE; nb}
for (name in names(frames)) {
  d <- frames[[name]]; x <- d$value[d$answered == 1]; z <- d$value[d$answered == 0]; N <- nrow(d); n <- length(x)
  ties <- anyDuplicated(d$value) > 0
  put(name, "smd", (mean(x) - mean(z)) / sqrt((var(x) + var(z)) / 2))
  if (!ties) {
    w <- wilcox.test(x, z, exact = TRUE, conf.int = TRUE)
    put(name, "u", w$statistic); put(name, "u_p", w$p.value); put(name, "shift", w$estimate)
    k <- qwilcox(.025, length(x), length(z))
    put(name, "shift_low", if (k > 0) w$conf.int[1] else NA); put(name, "shift_high", if (k > 0) w$conf.int[2] else NA)
  } else {
    # Every assignment of response, listed: twice the smaller tail of the sum of midranks.
    r <- rank(d$value); s <- combn(r, n, sum); t <- sum(r[d$answered == 1])
    put(name, "u", t - n * (n + 1) / 2); put(name, "u_p", min(1, 2 * min(mean(s <= t + 1e-9), mean(s >= t - 1e-9))))
    put(name, "shift", median(outer(x, z, "-")))
  }
  ks <- ks.test(x, z, exact = TRUE); put(name, "ks", ks$statistic); put(name, "ks_p", ks$p.value)
  tab <- table(factor(d$answered, levels = 0:1), d$category)
  put(name, "fisher_p", fisher.test(tab, workspace = 2e8)$p.value)
  ch <- suppressWarnings(chisq.test(tab, correct = FALSE)); put(name, "chi", ch$statistic); put(name, "chi_p", ch$p.value)
  p1 <- tab[2, ] / sum(tab[2, ]); p0 <- tab[1, ] / sum(tab[1, ]); keep <- seq_len(ncol(tab) - 1)
  cov <- function(p) diag(p, length(p)) - outer(p, p); S <- ((cov(p1) + cov(p0)) / 2)[keep, keep, drop = FALSE]; T <- (p1 - p0)[keep]
  put(name, "smd_category", if (rcond(S) > 1e-12) sqrt(drop(t(T) %*% solve(S, T))) else NA)
  for (level in 0:max(d$category)) {
    m <- sum(d$category == level); k <- sum(d$category == level & d$answered == 1)
    put(name, paste0("level_p_", level), fisher.test(matrix(c(k, m - k, n - k, N - m - n + k), 2))$p.value)
  }
  ps <- sapply(0:max(d$category), function(level) {m <- sum(d$category == level); k <- sum(d$category == level & d$answered == 1); fisher.test(matrix(c(k, m - k, n - k, N - m - n + k), 2))$p.value})
  put(name, "holm_0", p.adjust(ps, "holm")[1]); put(name, "bh_0", p.adjust(ps, "BH")[1])
  s <- d[d$answered == 1, ]; s$fpc <- N; s$w <- N / n
  if (n > 2) {
    design <- svydesign(~1, weights = ~w, fpc = ~fpc, data = s)
    m <- svymean(~value, design); put(name, "mean", coef(m)); put(name, "mean_se", SE(m))
    t <- svytotal(~value, design); put(name, "total", coef(t)); put(name, "total_se", SE(t))
    q <- svyratio(~I(value * y), ~y, design); put(name, "domain_mean", coef(q)); put(name, "domain_se", SE(q))
    if (all(tab[2, ] > 0)) {
      p <- postStratify(design, ~category, table(category = d$category)); m <- svymean(~y, p)
      put(name, "ps_share", coef(m)); put(name, "ps_se", SE(m))
      q <- svyratio(~I(value * y), ~y, p); put(name, "ps_domain", coef(q)); put(name, "ps_domain_se", SE(q))
    }
    if (name == "large") {
      totals <- c("(Intercept)" = N, value = sum(d$value)); g <- calibrate(design, ~value, totals); m <- svymean(~y, g)
      put(name, "cal_share", coef(m)); put(name, "cal_se", SE(m)); put(name, "cal_w1", weights(g)[1])
    }
  }
  nb <- line(N); on <- card(nb) > 0; sub <- subset(nb, on); B <- nb2listw(sub, style = "B"); W <- nb2listw(sub, style = "W")
  a <- d$answered[on]
  if (length(unique(a)) == 2 && sum(on) > 5) {
    jc <- joincount.test(factor(a, levels = c(1, 0)), B)
    put(name, "bb", jc[[1]]$estimate[1]); put(name, "bb_mean", jc[[1]]$estimate[2]); put(name, "bb_var", jc[[1]]$estimate[3])
    put(name, "ww", jc[[2]]$estimate[1]); put(name, "ww_var", jc[[2]]$estimate[3])
    mt <- moran.test(d$value[on], W); put(name, "moran", mt$estimate[1]); put(name, "moran_var", mt$estimate[3])
    gt <- geary.test(d$value[on], W); put(name, "geary", gt$estimate[1]); put(name, "geary_var", gt$estimate[3])
    g <- globalG.test(d$value[on], B); put(name, "g", g$estimate[1]); put(name, "g_var", g$estimate[3])
    lm <- localmoran(a, W); put(name, "local_moran_first", lm[1, 1])
  }
}
write.csv(out, file.path(here, "results.csv"), row.names = FALSE, quote = FALSE)
