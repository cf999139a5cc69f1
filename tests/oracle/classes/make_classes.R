# Breaks of R classInt for p65.csv (percent aged 65 and over) and for twenty values with ties: Rscript make_classes.R > classes.csv
# Run with R 4.2.2, classInt 0.4.9. Styles whose rule classInt shares with us; natural breaks are compared with the exact optimum instead.
suppressMessages(library(classInt))
d <- read.csv("p65.csv")
sets <- list(
  p65 = 100 * d$residents_65plus / d$residents,
  ties = c(1, 1, 1, 2, 2, 3, 3, 3, 3, 4, 5, 5, 6, 7, 8, 9, 9, 10, 10, 20)
)
cat("set,style,k,breaks\n")
for (set in names(sets)) for (style in c("quantile", "equal", "pretty", "sd", "headtails", "box", "maximum")) for (k in 3:7) {
  if (style %in% c("headtails", "box", "sd") && k != 5) next
  # Equal gaps are all taken by classInt, so that it has more classes than asked for.
  if (set == "ties" && style == "maximum") next
  breaks <- classIntervals(sets[[set]], n = k, style = style)$brks
  cat(set, style, k, paste(format(breaks, digits = 15, trim = TRUE), collapse = " "), sep = ",")
  cat("\n")
}
