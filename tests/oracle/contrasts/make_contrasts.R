# Answers by group by R: writes units.csv, answers.csv and results.csv beside this file.
#   Rscript tests/oracle/contrasts/make_contrasts.R
options(digits = 17)
here <- "tests/oracle/contrasts"
RNGkind("Mersenne-Twister", "Inversion", "Rejection"); set.seed(20232)
N <- 70; ward <- sample(c("acute", "day", "long"), N, TRUE, c(.5, .3, .2)); responded <- as.integer(runif(N) < .62)
units <- data.frame(unit_id = sprintf("U%02d", 1:N), responded = responded, population = sample(20000:400000, N), ward = ward)
a <- units[responded == 1, ]; n <- nrow(a)
answers <- data.frame(unit_id = a$unit_id, peer = ifelse(runif(n) < ifelse(a$ward == "acute", .3, .65), "yes", "no"),
  mood = sample(c("good", "fair", "poor"), n, TRUE), staff = round(rexp(n, ifelse(a$ward == "long", .04, .08))))
# Days on which they answered, several units a day, one unit without.
units$answered_on <- ""; day <- sort(sample(0:34, n, TRUE)); units$answered_on[responded == 1] <- as.character(as.Date("2025-01-15") + sample(day))
units$answered_on[which(responded == 1)[3]] <- ""
write.csv(units, file.path(here, "units.csv"), row.names = FALSE, quote = FALSE)
write.csv(answers, file.path(here, "answers.csv"), row.names = FALSE, quote = FALSE)
out <- data.frame(question = character(), option = character(), level = character(), quantity = character(), value = character())
put <- function(q, o, l, name, value) out[nrow(out) + 1, ] <<- c(q, o, l, name, format(unname(value), digits = 17))
put("R", "", "", as.character(getRversion()), 0)
g <- a$ward; levels <- sort(unique(ward))
tails <- function(k, m, size, N) min(1, 2 * min(phyper(k, m, N - m, size), phyper(k - 1, m, N - m, size, lower.tail = FALSE)))
# All numbers of the frame whose tails beyond what was seen are above 2.5 %.
limits <- function(F, n, y) {M <- y:(F - n + y); ok <- M[phyper(y - 1, M, F - M, n, lower.tail = FALSE) > .025 & phyper(y, M, F - M, n) > .025]; range(ok) / F}
for (q in c("peer", "mood")) {
  options <- if (q == "peer") c("yes", "no") else c("good", "fair", "poor")
  ps <- c()
  for (o in options) {
    has <- answers[[q]] == o
    put(q, o, "", "fisher", fisher.test(table(has, g), workspace = 2e7)$p.value)
    for (l in levels) {
      here_ <- g == l; k <- sum(has & here_); s <- sum(here_)
      p <- tails(k, sum(has), s, n); put(q, o, l, "p", p)
      frame <- limits(sum(ward == l), s, k); one <- binom.test(k, s)$conf.int; two <- binom.test(sum(has) - k, n - s)$conf.int
      p1 <- k / s; p2 <- (sum(has) - k) / (n - s); d <- p1 - p2
      put(q, o, l, "low", frame[1]); put(q, o, l, "high", frame[2]); put(q, o, l, "difference", d)
      low <- max(-1, d - sqrt((p1 - one[1])^2 + (two[2] - p2)^2)); high <- min(1, d + sqrt((one[2] - p1)^2 + (p2 - two[1])^2))
      if (p > .05) {low <- min(low, 0); high <- max(high, 0)} else if (d > 0) low <- max(low, 0) else high <- min(high, 0)
      put(q, o, l, "difference_low", low); put(q, o, l, "difference_high", high)
      # Yes and no are one question: the second option is not counted again.
      if (q == "mood" || o == "yes") ps[paste(o, l)] <- p
    }
  }
  for (name in names(ps)) {
    at <- strsplit(name, " ")[[1]]
    put(q, at[1], at[2], "holm", p.adjust(ps, "holm")[name]); put(q, at[1], at[2], "bh", p.adjust(ps, "BH")[name])
  }
  if (q == "mood") put(q, "", "", "fisher", fisher.test(table(answers$mood, g), workspace = 2e7)$p.value)
}
# By 200,000 permutations of the levels.
B <- 200000; y <- answers$staff
h <- function(g) kruskal.test(y, factor(g))$statistic
rank_sums <- function(g) {r <- rank(y); s <- tapply(r, g, sum); m <- tapply(r, g, length); sum(s^2 / m)}
seen <- rank_sums(g); put("staff", "", "", "kruskal", mean(replicate(B / 10, rank_sums(sample(g))) >= seen - 1e-9))
for (l in levels) {
  i <- g == l; d <- mean(y[i]) - mean(y[!i]); put("staff", "", l, "difference", d)
  drawn <- replicate(B, {j <- sample(n, sum(i)); mean(y[j]) - mean(y[-j])})
  put("staff", "", l, "p", min(1, 2 * min(mean(drawn >= d - 1e-9), mean(drawn <= d + 1e-9))))
  F <- sum(ward == l); s <- sum(i); half <- qt(.975, s - 1) * sqrt((1 - s / F) * var(y[i]) / s)
  put("staff", "", l, "low", mean(y[i]) - half); put("staff", "", l, "high", mean(y[i]) + half)
}
# Thirds by day: units of one day in the third of their middle.
d <- as.numeric(as.Date(units$answered_on[responded == 1])); known <- sort(d)
third <- sapply(d, function(x) if (is.na(x)) NA else min(2, floor(3 * (sum(known < x) + sum(known <= x)) / (2 * length(known)))))
for (q in c("peer", "mood")) for (o in if (q == "peer") c("yes", "no") else c("good", "fair", "poor")) {
  has <- (answers[[q]] == o)[!is.na(third)]; w <- third[!is.na(third)]; size <- sapply(0:2, function(k) sum(w == k)); y <- sapply(0:2, function(k) sum(has & w == k))
  put(q, o, "", "late_count", y[3]); put(q, o, "", "early_count", y[1]); put(q, o, "", "late_p", tails(y[3], y[1] + y[3], size[3], size[1] + size[3]))
  rate <- length(w) / N; x <- rate * (cumsum(size) - size / 2) / sum(size); line <- lm(y / size ~ x, weights = size)
  silent <- min(1, max(0, predict(line, data.frame(x = (rate + 1) / 2))))
  put(q, o, "", "silent_as_late", rate * mean(has) + (1 - rate) * y[3] / size[3]); put(q, o, "", "silent_by_trend", rate * mean(has) + (1 - rate) * silent)
}
write.csv(out, file.path(here, "results.csv"), row.names = FALSE, quote = FALSE)
