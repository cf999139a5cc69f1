### English. A key is said in every language, with the same variables; a test names what is missing or differs.
###
### The key of a measure is its fixed word in bias.csv; `.sentence` tells a row of it. Numbers come as text, written as the language writes
### them, but for counts that decide between singular and plural. Sentences that stand in one line here stand in one line there.

## Numbers and dates

decimal-mark = .
date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
quoted = “{ $text }”

## Parts of sentences about measures

no-p-value = no p-value
p-adjusted = { $raw } ({ $adjusted } adjusted over { $family })
interval = { " " }(95 % interval { $low } to { $high })
interval-shifts = { " " }(95 % randomisation interval { $low } to { $high })
interval-inside = , 95 % interval { $low } to { $high }
standard-error = { " " }(standard error { $error })
chance = { " " }Had the same number of units answered at random, it would lie between { $low } and { $high } in at least 95 % of cases.
    .with-p = { " " }Had the same number of units answered at random, it would lie between { $low } and { $high } in at least 95 % of cases ({ $p }).
not-computed = { $measure }: not computed ({ $reason }).
    .no-value = it has no value here

## Groups of units and variables

respondents = respondents
    .these = respondents
nonrespondents = nonrespondents
    .these = nonrespondents
all-units = all units
not-known = (not known)
no-formula = (no model)
variable-population = residents by the survey
variable-census-population = residents by the census
variable-macro-area = macro-area
variable-size-class = size class
variable-kind = kind of unit
variable-residents = residents
variable-share-18plus = share aged 18 and over
variable-area = area in km²
variable-density = density
variable-response = response

## Sections of results

section-differences = Respondents against the others
section-response = Response and coverage by category and area
section-representativeness = Representativeness
section-coefficients = Coefficients of the response model
section-weights = Weights
section-inequality = Inequality of coverage over areas
section-neighbours = Neighbouring catchments
section-answers = Answers, how wrong they could be
section-other = Other measures

## Measures: respondents against the others

mean = mean
    .sentence = The mean of { $variable } among { $level } ({ $n } units) is { $whole }; it describes these units and estimates nothing else.
quartile_1 = lower quartile
    .sentence = A quarter of { $level } ({ $n } units) have { $whole } or less of { $variable }.
median = median
    .sentence = Half of { $level } ({ $n } units) have { $whole } or less of { $variable }.
quartile_3 = upper quartile
    .sentence = Three quarters of { $level } ({ $n } units) have { $whole } or less of { $variable }.
quartile_1_type6 = lower quartile, type 6
    .sentence = By SPSS's definition a quarter of { $level } ({ $n } units) have { $whole } or less of { $variable }.
quartile_3_type6 = upper quartile, type 6
    .sentence = By SPSS's definition three quarters of { $level } ({ $n } units) have { $whole } or less of { $variable }.
smd = standardised difference
    .sentence = Respondents differ from nonrespondents in { $variable } by { $value } pooled standard deviations{ $shifts }; it measures size, not whether chance explains it.{ $chance-p }
smd_frame = standardised difference from the frame
    .sentence = The mean of { $variable } among respondents is { $value } standard deviations of the frame away from that of all units; over a complete frame this is known and no estimate.
detectable_smd = smallest difference that would have shown
    .sentence = A difference in { $variable } would have been found with a chance of 80 % only from { $value } standard deviations upwards; smaller ones may be there unseen.
mean_difference = difference of means
    .sentence = The means of { $variable } differ by { $whole }, respondents less nonrespondents{ $whole-shifts }. Nothing was drawn at random, so the difference is known; the test asks whether random response explains it: { $bare-p }.
smd_classical = standardised difference, classical interval
    .sentence = Were both groups samples, the standardised difference in { $variable } would be { $value }{ $interval } (Hedges and Olkin).
welch = difference of means, Welch
    .sentence = Were both groups samples, the means of { $variable } would differ by { $whole }, respondents less nonrespondents{ $whole-interval }{ $p } by Welch's test, which takes both means for normal.
mann_whitney = Mann–Whitney U
    .sentence = The Mann–Whitney test of { $variable } gives U = { $whole }{ $p }; a large p-value would not show that the groups are alike.
auc = probability of being larger
    .sentence = A respondent taken at random has more of { $variable } than a nonrespondent taken at random with probability { $value }; 0.5 would favour neither.
hodges_lehmann = typical difference
    .sentence = The typical difference in { $variable } between a respondent and a nonrespondent (Hodges–Lehmann) is { $whole }{ $whole-interval }.
kolmogorov_smirnov = Kolmogorov–Smirnov D
    .sentence = The distributions of { $variable } among respondents and nonrespondents are at most { $value } apart (Kolmogorov–Smirnov){ $p }.
difference_holm = p of the difference, by Holm
    .sentence = The test of a difference in { $variable }, adjusted by Holm for all variables compared, gives { $adjusted-p }.
difference_bh = p of the difference, by Benjamini–Hochberg
    .sentence = The test of a difference in { $variable }, adjusted by Benjamini and Hochberg for all variables compared, gives { $adjusted-p }.

## Measures: response and coverage by category and area

freeman_halton = exact test of the table
    .sentence = The exact test of equal response over { $variable } gives { $bare-p }: it asks whether chance alone explains the differences, not how large they are.
chi_square = χ²
    .sentence = χ² of response by { $variable } is { $value }{ $p }; where levels are small the exact test is the one to read.
cramers_v = Cramér's V
    .sentence = The association of response with { $variable } is { $value } on a scale from 0 to 1 (Cramér's V); random response, too, gives a little more than 0.
detectable_v = smallest V that would have shown
    .sentence = An association of response with { $variable } would have been found with a chance of 80 % only from V = { $value } upwards.
smd_category = standardised difference of a category
    .sentence = Over all levels of { $variable } together respondents and nonrespondents are { $value } standard deviations apart; it is never below 0.
smd_level = standardised difference of a level
    .sentence = The share of { $level } ({ $variable }) differs between respondents and nonrespondents by { $value } standard deviations.
level_response = response rate
    .sentence = { $share } of the { $n } units of { $level } ({ $variable }) answered{ $p }; with few units the range by chance is wide.{ $share-chance }
level_response_mid_p = response rate, mid-p
    .sentence = { $share } of the { $n } units of { $level } ({ $variable }) answered; by the mid-p { $bare-p }.
level_response_holm = p of the response rate, by Holm
    .sentence = The test of the response rate of { $level } ({ $variable }) against chance, adjusted by Holm for all levels, gives { $adjusted-p }.
level_response_bh = p of the response rate, by Benjamini–Hochberg
    .sentence = The test of the response rate of { $level } ({ $variable }) against chance, adjusted by Benjamini and Hochberg for all levels, gives { $adjusted-p }.
detectable_rate = response rates that would have shown
    .sentence = A response rate of { $level } ({ $variable }) would have been found unlike the others' with a chance of 80 % only at { $below } or less, or at { $above } or more.
    .low = A response rate of { $level } ({ $variable }) would have been found unlike the others' with a chance of 80 % only at { $below } or less; no high rate would have shown.
    .high = A response rate of { $level } ({ $variable }) would have been found unlike the others' with a chance of 80 % only at { $above } or more; no low rate would have shown.
    .none = A response rate of { $level } ({ $variable }) would have been found unlike the others' with a chance of 80 % at no rate at all.
area_coverage = coverage of residents
    .sentence = In { $level } ({ $variable }) { $share } of the residents of { $n } units are covered; the exact test against random response gives { $bare-p }.{ $share-chance }

## Measures: representativeness

r = R-indicator, not adjusted
    .sentence = Unadjusted, R of the model { $variable } is { $value }; in a small frame it is low even when response is random, so it is read only beside the adjusted value and its range by chance.{ $chance-p }
r_adjusted = R-indicator, adjusted for bias
    .sentence = The R-indicator over all units of the frame, adjusted for bias, is { $value }{ $interval }; 1 would mean that the model { $variable } gives every unit the same probability of answering.{ $chance-p } It says nothing about characteristics that are not in the model.
    .indistinct = The R-indicator over all units of the frame cannot be told from 1, for the model { $variable } finds no more variation than estimating it makes; it may be as low as { $lowest } (95 % interval { $lowest } to { $highest }).{ $chance-p } It says nothing about characteristics that are not in the model.
cv = coefficient of variation of propensities
    .sentence = The estimated probabilities of answering differ by { $share } of their mean (coefficient of variation, adjusted for bias{ $share-interval-inside }).{ $chance-p }
    .indistinct = That the estimated probabilities of answering differ at all cannot be told from chance; they may differ by up to { $above } of their mean (coefficient of variation, upper end of the 95 % interval).{ $chance-p }
maximal_bias = largest bias of a mean
    .sentence = As far as response depends on the model's variables alone, the largest bias of an unweighted mean is estimated at { $value } standard deviations of what is asked, and is at most { $highest } by its 95 % interval; for a proportion at most { $half-highest }.
    .indistinct = As far as response depends on the model's variables alone, the largest bias of an unweighted mean cannot be told from 0, and is at most { $highest } standard deviations of what is asked by its 95 % interval; for a proportion at most { $half-highest }.
partial_unconditional = unconditional partial indicator
    .sentence = Taken by itself, { $variable } contributes a standard deviation of { $value }{ $error } to the probabilities of answering; 0 would mean that its levels answer alike.
    .level-more = Units of { $level } ({ $variable }) answer more than the frame as a whole: partial indicator { $value }{ $error }.
    .level-less = Units of { $level } ({ $variable }) answer less than the frame as a whole: partial indicator { $value }{ $error }.
    .level-alike = Units of { $level } ({ $variable }) answer as the frame does.
    .no-error = , without a standard error in a census of the frame
partial_conditional = conditional partial indicator
    .sentence = Among units alike in the other variables, { $variable } still contributes a standard deviation of { $value }{ $error } to the probabilities of answering.
    .level = Among units alike in the other variables, those of { $level } ({ $variable }) contribute { $value } to the unequal probabilities of answering.
imbalance = imbalance
    .sentence = The imbalance of the respondents over { $variable } is { $fine }; 0 would mean that their means are those of the frame.{ $chance-p }
balance_1 = balance indicator 1
    .sentence = Balance indicator 1 is { $value }; 1 would mean that respondents and frame have the same means of { $variable }.
balance_2 = balance indicator 2
    .sentence = Balance indicator 2 is { $value }; 1 would mean that respondents and frame have the same means of { $variable }.
distance = distance between respondents and nonrespondents
    .sentence = Respondents and nonrespondents are { $value } standard deviations apart over { $variable } taken together.
coefficient = coefficient of the model
    .sentence = In the response model the log odds of answering change by { $value } with { $level }{ $interval }{ $p }, the other terms held equal.

## Measures: weights

design_effect = design effect of weights
    .sentence = With { $weights } ({ $method }) the variance of a mean is { $value } times that with equal weights, unless the weights are related to what is asked.
    .same = The weights of { $weights } ({ $method }) are the same as { $same }.
effective_n = effective number of respondents
    .sentence = With { $weights } the { $n } respondents are as precise as { $rough } equally weighted ones.
weight_minimum = smallest weight
    .sentence = With { $weights } every respondent stands for at least { $value } units.
    .negative = With { $weights } the smallest weight is { $value }, below 0: such a respondent counts against its own answer. Bounds or another distance keep weights positive.
weight_maximum = largest weight
    .sentence = With { $weights } no respondent stands for more than { $value } units.
response_class = response class
    .sentence = In class { $level } of the estimated propensity { $share } of the { $n } units answered; its respondents stand for all of them.
balance_maximum = largest standardised difference from the frame
    .sentence = With { $weights } the means of respondents are at most { $value } standard deviations of the frame from those of all units, over everything known of all.
    .unweighted = Before weighting the means of respondents are at most { $value } standard deviations of the frame from those of all units, over everything known of all.
balance_mean = mean standardised difference from the frame
    .sentence = With { $weights } the means of respondents are { $value } standard deviations of the frame from those of all units, on average over everything known of all.
    .unweighted = Before weighting the means of respondents are { $value } standard deviations of the frame from those of all units, on average over everything known of all.

## Measures: inequality of coverage over areas

dissimilarity_units = dissimilarity of units
    .sentence = { $share } of the respondents would have to be in another area of { $variable } to be spread like the nonrespondents.{ $chance }
dissimilarity = dissimilarity of residents
    .sentence = { $share } of the residents covered would have to live in another area of { $variable } to be spread like those not covered.{ $chance }
gini = Gini coefficient of coverage
    .sentence = The inequality of coverage over { $variable } is { $value } (Gini; 0 would be equal coverage everywhere).{ $chance }
theil = Theil's index of coverage
    .sentence = The inequality of coverage over { $variable } is { $value } by Theil's index; 0 would be equal coverage everywhere.{ $chance }
theil_between = Theil's index between macro-areas
    .sentence = Of Theil's index over { $variable }, { $value } lies between macro-areas.
theil_within = Theil's index within macro-areas
    .sentence = Of Theil's index over { $variable }, { $value } lies inside macro-areas.

## Measures: neighbouring catchments

neighbour_pairs = pairs of neighbours
    .sentence = { $whole } pairs of catchments are neighbours; units without any are left out of what follows.
join_both = neighbours that both answered
    .sentence = In { $whole } pairs of neighbours both answered{ $p }.{ $whole-chance }
join_neither = neighbours of which neither answered
    .sentence = In { $whole } pairs of neighbours neither answered{ $p }.{ $whole-chance }
join_mixed = neighbours of which one answered
    .sentence = In { $whole } pairs of neighbours one answered and one did not{ $p }.{ $whole-chance }
moran = Moran's I
    .sentence = Moran's I of { $variable } over neighbouring catchments is { $value }{ $p }; above its value by chance, neighbours act alike.{ $chance }
geary = Geary's C
    .sentence = Geary's C of { $variable } is { $value }{ $p }; below 1, neighbours act alike.{ $chance }
general_g = Getis and Ord's G
    .sentence = Getis and Ord's G of { $variable } is { $value }{ $p }; above its value by chance, large values are neighbours. It is about sizes, not about response.{ $chance }
moran_within = Moran's I within areas
    .sentence = Once each area of { $variable } has its own response rate, Moran's I of what is left is { $value }{ $p }; above its value by chance, non-response would be local and not only regional.{ $chance }
local_join = units among neighbours of the same status
    .sentence = { $whole } for { $level }: units among neighbours that did the same more often than chance explains, with false discoveries held at 5 %.
local_moran = units with a local Moran apart from chance
    .sentence = { $whole } for { $level }: units whose local Moran differs from chance, with false discoveries held at 5 %.

## Why something could not be computed

no-test =
    .nobody = not applicable: nobody answered
    .everybody = not applicable: everybody answered
    .one-category = not applicable: all units are in one category
no-model =
    .confidential = withheld so that nobody who answered is known
    .no-variable = no variable is known for the units
    .unknown = the study has no variable { $name }
    .not-a-number = { $factor }: the variable is a category, not a number
    .not-positive = { $factor }: a value is 0 or less and has no logarithm
    .all-missing = { $factor }: no unit has a value
    .no-levels = { $factor }: a number has no levels to compare with
    .no-such-level = { $factor }: no unit has the level { $level }
    .no-complete-unit = no unit has a value of every variable
    .too-many-columns = the model has { $columns } columns, more than { $most }
    .nobody = nobody answered
    .everybody = everybody answered
    .not-converged = the model did not settle, with Firth's penalty either
    .one-unit = a single unit has no variation
no-null =
    .too-costly = the frame has too many distinct units for permutations unless their number is stated
    .not-asked = no permutations were asked for
    .no-fit = the model has no answer for random response
no-weights =
    .confidential = withheld so that nobody who answered is known
    .nobody = nobody answered
    .no-model = there is no response model
    .no-variable = there is nothing to weight by
    .empty-strata = no unit answered in { $variable }: { $levels }
    .missing-numbers = { $variable } is not known for { $n ->
        [one] { $n } unit
       *[other] { $n } units
    }
    .missing-propensities = propensity is not known for { $n ->
        [one] { $n } unit
       *[other] { $n } units
    }
    .not-met = the totals cannot be met, { $share } of the frame is left
    .dependent = the respondents are too alike to meet all totals
    .not-a-category = { $variable } is a number: weight by its classes, such as cut({ $variable }, quantiles = 3)
    .unusable = the study has no usable variable { $variable }
no-proxy =
    .not-identified = proxy not applicable: too few respondents for the characteristics of the proxy
    .constant = proxy not applicable: answers or predictions do not vary
    .not-settled = proxy not applicable: its fit did not settle
    .everybody = proxy not applicable: everybody answered

## Notes: what a row of results says besides its numbers

note =
    .confidential = withheld so that nobody who answered is known
    .no-null = no null: { $reason }
    .not-weighted = no weights: { $reason }
    .too-few-units = not applicable: fewer than two units in a group
    .no-variation = not applicable: no value varies inside the groups
    .empty-group = not applicable: a group without units
    .no-units = not applicable: no units in the group
    .no-unit-differs = not applicable: no unit differs
    .nobody-or-everybody-covered = not applicable: nobody or everybody is covered
    .unknown-area = not applicable: a unit has no known area
    .too-few-neighbours = not applicable: fewer than four neighbours, or everybody did the same
    .nothing-to-compare = not applicable: everybody answered alike, or all are in one level
    .no-answers = not applicable: nobody answered the question
    .no-common-category = infinite: the groups have no category in common; see smd_level
    .all-and-none = infinite: one group has all of it, the other none
    .one-variable = a model of one variable has no conditional indicator
    .dependent-column = depends on the columns before it
    .without-category = { $n ->
        [one] { $n } unit without a known { $variable } left out
       *[other] { $n } units without a known { $variable } left out
    }
    .without-number = { $n ->
        [one] { $n } unit without a known value left out
       *[other] { $n } units without a known value left out
    }
    .outside-model = { $n ->
        [one] { $n } unit left out: a number is not known
       *[other] { $n } units left out: a number is not known
    }
    .without-neighbours = { $n ->
        [one] { $n } unit without neighbours left out
       *[other] { $n } units without neighbours left out
    }
    .separation = separation: { $by }
    .dependent-columns = left out as depending on others: { $columns }
    .bias-factor = bias factor { $factor }
    .equal-propensities = all propensities are equal, so there is no standard error
    .nothing-beyond-estimation = no estimate: estimation alone explains all variation of the propensities, which cannot be told from none; the interval says how much there may be
    .in-standard-deviations = in standard deviations of the variable asked about; a proportion has at most 0.5
    .answered = { $answered } of { $n } answered, mean propensity { $mean }
    .mean-by-chance = mean under random response { $mean }
    .unevenness-by-chance = { $mean } on average under random response
    .error-of-p = Monte Carlo error of p { $error }
    .failed-permutations = { $n } permutations had no answer
    .small-expected-count = smallest expected count { $count }: prefer the exact test
    .no-respondents = a level without respondents: nothing can be said of it by weighting
    .empty-end = an empty end: no rate on that side would have shown
    .degrees-of-freedom = { $degrees } degrees of freedom
    .by-normal = normal approximation: p { $corrected } with correction for continuity, { $uncorrected } without
    .no-interval = too few units for a 95 % interval
    .analytic-p = analytic two-sided p { $p }
    .residuals = Pearson residuals of response on the macro-area: near 0 when non-response is regional, above when it is local
    .unit-answered = the unit answered
    .unit-did-not-answer = the unit did not answer
    .largest = the largest is of { $variable }
    .largest-of-level = the largest is of { $variable }={ $level }
    .met-by-weights = the weights were made to meet it, so there is no test
    .same-weights = the same weights as { $weights }
    .negative-weights = { $n ->
        [one] { $n } respondent has a weight below 0
       *[other] { $n } respondents have weights below 0
    }: bounds or another distance keep weights positive
    .below-one = { $n } respondents stand for less than themselves
    .no-standard-error = no standard error: fewer than two respondents
    .respondents-agree = a standard error of 0 says only that respondents agree: see the interval and the worst case
    .no-interval-of-equal = no interval: respondents agree
    .measured-coverage = few respondents for such numbers: in simulations { $share } of such intervals hold the truth, not 95 %
    .error-of-fixed-weights = with weights taken as fixed the standard error would be { $error }
    .larger-population = were the frame a sample of a far larger population: { $low } to { $high } (Clopper and Pearson)
    .complete-frame = the frame is taken as complete, so the worst case has no sampling error and no interval of Imbens and Manski
    .no-worst-case = no worst case: the question has no minimum and maximum
    .unmoved = nothing that nonrespondents could have answered brings it across { $claim }
    .uninformative-proxy = the proxy is uninformative: its correlation is below { $below }
    .proxy-of-noise = the proxy is uninformative: { $above } of answers exchanged at random are predicted as well
    .impossible-phi = φ = { $phi } is not possible: nonrespondents' answers would have no variance, or the proxy says nothing of them
    .proxy-interval = interval of the proxy measure by { $draws } draws from its posterior, φ uniform from 0 to 1
    .weights-of-all = weights were made for all respondents, not only for those that answered this question
separated =
    .level = { $variable }={ $level } ({ $answered } of { $n } answered)
    .combination = a combination of variables ({ $n } units told apart)

## Methods: how a value was computed

method =
    .no-model = no model
    .logistic = logistic, maximum likelihood
    .logistic-weighted = logistic, maximum likelihood, design weights
    .logistic-penalised = logistic, Firth's penalty
    .logistic-penalised-weighted = logistic, Firth's penalty, design weights
    .means-over-columns = differences of means over all columns
    .adjusted = adjusted for bias
    .not-adjusted = not adjusted
    .by-quarters = by quarters of a number
    .log-odds = log odds, Wald
    .log-odds-by-profile = log odds, profile likelihood
    .noncentral-limits = interval by noncentral χ² of the score statistic, { $degrees } degrees of freedom
    .mean = arithmetic mean
    .median = median
    .quantile-type-7 = quantile type 7
    .quantile-type-6 = quantile type 6, as SPSS prints
    .pooled-difference = difference of means over √((s₁²+s₀²)/2)
    .hedges-olkin = interval of Hedges and Olkin, which takes both groups for samples
    .mean-difference = difference of means
    .permuted-shifts = interval: shifts that { $count } permutations of response do not reject at 5 % (Monte Carlo error { $error })
    .frame-difference = respondents' mean less the frame's, over the frame's standard deviation
    .detectable-difference = smallest difference found by a test at 5 % with a chance of 80 %, either direction
    .welch = difference of means; Welch's t, two-sided, variances not taken for equal; takes both groups for samples
    .exact-ranks = exact
    .exact-ranks-with-ties = exact, ties included
    .inverted-ranks = exact to 0.000001, by inversion
    .normal-ranks = normal approximation with corrections for ties and continuity
    .twice-smaller-tail = two-sided: twice the smaller tail
    .share-of-pairs = U over the number of pairs
    .median-of-differences = median of all differences
    .exact-interval = exact interval
    .exact-interval-with-ties = exact interval, conservative with ties
    .exact-distance = exact, ties included
    .limit-of-distance = Kolmogorov's limit
    .test-by-holm = Holm's adjusted p-value of { $test }, adjusted over { $variables } variables
    .test-by-bh = Benjamini and Hochberg's adjusted p-value of { $test }, adjusted over { $variables } variables
    .all-tables = exact over all tables
    .drawn-tables = { $count } tables drawn at random, Monte Carlo error { $error }
    .no-more-likely = p-value: all tables no more likely than this one
    .chi-square = χ² with { $degrees } degrees of freedom
    .cramers-v = √(χ²/N)
    .detectable-v = smallest V found by χ² at 5 % with a chance of 80 %
    .category-distance = √(T′S⁻¹T) over all categories but one
    .hypergeometric = hypergeometric
    .hypergeometric-mid-p = hypergeometric mid-p
    .range-of-level = null range in shares of the level's units
    .level-by-holm = Holm's adjusted p-value over { $levels } levels
    .level-by-bh = Benjamini and Hochberg's adjusted p-value over { $levels } levels
    .detectable-rates = rates at or beyond which the exact test at 5 % finds a difference with a chance of 80 %
    .level-difference = difference of the level's share over √((p₁(1−p₁)+p₀(1−p₀))/2)
    .permuted-response = { $count } permutations of response
    .coverage-by-chance = exact distribution of covered residents under random response
    .adjusted-over-areas = adjusted by Holm with what each area's exact test can reach
    .residents-by = residents: { $source }
    .too-fine = no permutations: the scheme is too fine
    .theil-between = part of Theil's T between the areas of { $scheme }
    .theil-within = rest of Theil's T, inside the areas of { $scheme }
    .residents-in-area = residents: { $residents }, in the unit's area
    .shared-border = catchments that share a place or a border
    .moments = moments under randomisation, two-sided by normal approximation
    .range-of-moments = the null range is expectation ± 1.96 SD
    .permuted-values = { $count } permutations
    .permuted-within-areas = { $count } permutations within areas
    .count-of-local = units with an adjusted p-value of at most { $level }: { $local }
    .exact-local = exact (hypergeometric); adjusted by Benjamini and Hochberg
    .post-stratified = post-stratified by { $by }
    .post-stratified-by-nothing = post-stratified by nothing
    .raked = raked to { $margins }
    .calibrated-linear = calibrated to { $totals } (linear)
    .calibrated-exponential = calibrated to { $totals } (exponential)
    .calibrated-logit = calibrated to { $totals } (logit)
    .inverse-propensity = inverse propensity of the response model, scaled to the frame
    .inverse-propensity-trimmed = inverse propensity of the response model, trimmed at { $trim } times the median, scaled to the frame
    .entropy-balanced = entropy balanced on { $totals }: means, and squares of numbers
    .by-classes = { $made } classes of the response model's propensity
    .by-fewer-classes = { $made } { $made ->
        [one] class
       *[other] classes
    } of the response model's propensity, { $asked } asked for
    .benchmark-test = t test of the difference, { $degrees } degrees of freedom, two-sided
    .holm-over-benchmarks = p by Holm over the { $count } known figures with the same weights
    .joined = joined: { $levels }
    .unweighted = unweighted
    .linearised = linearised, with finite population correction
    .linearised-propensities = linearised, propensities estimated
    .clopper-pearson = exact interval without a finite frame (Clopper and Pearson): to how many units the question applies is not known
    .joined-limits = difference from the other levels: Clopper and Pearson's limits joined by their squares (Newcombe), in agreement with the exact test
    .students-t = mean ± Student's quantile × standard error, with finite population correction
    .ranks-of-levels = ranks of all levels (Kruskal and Wallis)
    .inverted-hypergeometric = exact interval by inverting the hypergeometric distribution
    .finite-clopper-pearson = interval of Clopper and Pearson, drawn in for a finite frame
    .korn-graubard = interval of Korn and Graubard, drawn in for a finite frame
    .skewed-student = interval by Student's t with { $degrees } degrees of freedom, further out at the longer tail
    .imbens-manski = worst case in a sample: interval of Imbens and Manski with ends of Korn and Graubard
family =
    .variables = one test of each of { $n } variables
    .levels = the { $n } levels of { $variable }
    .areas = the { $n } areas of { $scheme }, source { $source }
    .evenness = the { $n } measures of evenness over { $scheme }
    .neighbours = the { $n } tests of neighbours
    .units = the { $n } units that have neighbours
    .coefficients = the { $n } coefficients of the model
    .answers-by-level = the { $n } tests of { $question } by levels of { $variable }
    .answers-by-table = the { $n } tests of { $question } by { $variable } as a whole
    .waves = the { $n } tests of late against early answers to { $question }
    .alone = a test by itself
    .stood-for = no family of its own: { $test } of { $variable } stands for it
test-name =
    .mann-whitney = Mann-Whitney
    .freeman-halton = Freeman-Halton
    .level-response = the exact test
    .r-adjusted = R, adjusted,
local =
    .same-status = neighbours of the same status
    .moran = local Moran of response

## Coverage as a table

coverage-area = area
coverage-units = units
coverage-coverage = coverage
coverage-covered = covered
coverage-residents = residents
coverage-chance = 95 % by chance
coverage-p-adjusted = adjusted p
coverage-note = 95 % by chance: the range of coverage if the same number of units had answered at random; p: two-sided, at most 0.05 where coverage lies outside the range; adjusted p: over all areas of the scheme.

# A share that is published coarsely, or not at all.
withheld = withheld
at-most-percent = at most { $share }
at-least-percent = at least { $share }

# Beside the notice of a study whose exact results stay with the people of the survey.
internal-notice = Internal: { $n ->
    [0] nobody’s answer could be told from exact results
    [one] { $of ->
        [one] the one unit could be told from exact results
       *[other] 1 of { $of } units could be told from exact results
    }
   *[other] { $n } of { $of } units could be told from exact results
}

## Representativeness as a table

bias-measure = measure
bias-variable = variable
bias-level = level
bias-value = value
bias-interval = 95 % interval
bias-chance = 95 % by chance
bias-p-adjusted = adjusted p
bias-heading = model of response: { $model }; { $permutations } permutations, seed { $seed }

## In short: what is uneven, what is not known, what was done

summary = In short
summary-who =
    .some = { $answered } of { $n ->
        [one] { $n } unit
       *[other] { $n } units
    } answered ({ $share }){ $residents }.
    .everybody = Every unit answered ({ $answered }/{ $n }, { $share }), so there is no non-response{ $residents }.
    .nobody = Nobody answered ({ $answered }/{ $n }, { $share }): nothing can be said of the units.
summary-residents = ; the catchments of those that did have { $covered } of { $all } residents ({ $share }; { $source })
    .rounded = ; the catchments of those that did have { $share } of { $all } residents ({ $source })
summary-areas =
    .more = Response is uneven over the areas of “{ $scheme }”: more units than chance explains answered in { $more }, adjusted for { $n } areas{ $covered }.
    .fewer = Response is uneven over the areas of “{ $scheme }”: fewer units than chance explains answered in { $fewer }, adjusted for { $n } areas{ $covered }.
    .both = Response is uneven over the areas of “{ $scheme }”: more units than chance explains answered in { $more }, fewer in { $fewer }, adjusted for { $n } areas{ $covered }.
    .none = No single area of “{ $scheme }” can be told from chance by its response (smallest { $p }, adjusted for { $n } areas; all areas as one table { $whole }){ $visible }{ $covered }.
summary-covered =
    .more = ; of residents, more are covered than chance explains in { $more }
    .fewer = ; of residents, fewer are covered than chance explains in { $fewer }
    .both = ; of residents, more are covered than chance explains in { $more }, fewer in { $fewer }
summary-covered-area = { $area } ({ $share } of those of { $n ->
    [one] { $n } unit
   *[other] { $n } units
}, { $p })
summary-visible =
    .both = ; in the largest, { $area }, a rate of at most { $low } or at least { $high } would have been found four times in five, even unadjusted
    .low = ; in the largest, { $area }, a rate of at most { $low } would have been found four times in five, even unadjusted, and no high one
    .high = ; in the largest, { $area }, a rate of at least { $high } would have been found four times in five, even unadjusted, and no low one
    .none = ; not even in the largest, { $area }, would any rate have been found four times in five
summary-size =
    .larger = Respondents tend to have larger catchments than the others: on average { $own } residents (n = { $n-own }) against { $other } (n = { $n-other }), { $smd } standard deviations{ $interval }, adjusted { $p }.
    .smaller = Respondents tend to have smaller catchments than the others: on average { $own } residents (n = { $n-own }) against { $other } (n = { $n-other }), { $smd } standard deviations{ $interval }, adjusted { $p }.
    .none = That respondents' catchments are of another size cannot be told from chance (adjusted { $p }): on average { $own } residents (n = { $n-own }) against { $other } (n = { $n-other }), { $smd } standard deviations{ $interval }; a difference below { $unseen } would often have gone unseen.
summary-deviations = { $value } standard deviations
summary-others =
    .found = Of { $n ->
        [one] the one other characteristic
       *[other] the { $n } other characteristics
    } compared, respondents differ in { $names }, adjusted.
    .none = In the other characteristics compared ({ $names }) respondents cannot be told from the others (smallest adjusted { $p }).
summary-chance = ; random response would give { $low } to { $high }
summary-r =
    .found = By the model { $model }, R is { $value } and may be as low as { $low } (1: all units as likely to answer{ $chance }); as far as response depends on these variables alone, an unweighted share may be off by up to { $bias } percentage points.
    .indistinct = By the model { $model }, units cannot be told from being equally likely to answer, but R may be as low as { $low } (1: all units as likely to answer{ $chance }); as far as response depends on these variables alone, an unweighted share may be off by up to { $bias } percentage points.
    .missing = How unequal response was could not be estimated: { $reason }.
summary-few =
    .empty = Of areas without respondents no answer is known: { $empty }.
    .small = Little is known of small areas: { $small } of the { $n } { $areas } { $small ->
        [one] has
       *[other] have
    } fewer than { $few } units, so that one unit moves their rate by more than 10 percentage points.
    .empty-and-small = Of areas without respondents no answer is known: { $empty }; { $small } more of the { $n } { $areas } { $small ->
        [one] has
       *[other] have
    } fewer than { $few } units, so that one unit moves their rate by more than 10 percentage points.
summary-bounds =
    .shares = Without assumptions about the { $others } of { $n } units that did not answer, the { $shares } shares of all units are known to within { $low } to { $high } percentage points.
    .same = Without assumptions about the { $others } of { $n } units that did not answer, { $shares ->
        [one] the one share of all units is
       *[other] each of the { $shares } shares of all units is
    } known to within { $low } percentage points.
    .general = Without assumptions about the { $others } of { $n } units that did not answer, any share of units is known to within { $low } percentage points; the study has no table of answers.
    .any = Without assumptions about the { $others } of { $n } units that did not answer, any share of units is known to within { $low } percentage points.
summary-claims =
    .held = Whatever the others would have said, { $n ->
        [one] the one share with a claim stays
       *[other] all { $n } shares with a claim stay
    } on the same side of it.
    .fragile = { $held ->
        [0] No share with a claim (of { $n }) stays on its side of it
        [one] { $held } share with a claim (of { $n }) stays on its side of it
       *[other] { $held } shares with a claim (of { $n }) stay on their side of it
    } whatever the others would have said; the most fragile is { $question } ({ $share }): the frame is at { $claim } if the others are at { $at }.
summary-weights =
    .made = Results stand unweighted and with weights ({ $sets }): the variance of a mean is { $effect } times that with equal weights, so that the { $n } respondents are as precise as { $effective } equally weighted ones.
    .none = No weights were made: { $reason }.
summary-more = { $names } and { $n ->
    [one] { $n } more
   *[other] { $n } more
}

## Tables by question

question-areas = Is response even over areas?
    .caption = Areas of “{ $scheme }”
    .note = 95 % by chance: the rates if as many units had answered at random; p: two-sided and exact, adjusted over all areas of the scheme, for units and for residents each.
question-categories = Is response even over other characteristics?
question-size = Are respondents' catchments of another size?
    .note = Differences are in standard deviations; p by Mann and Whitney, adjusted over all variables compared; smaller differences than the last column would often have gone unseen.
question-response = How unequal was response, and how large may the bias be?
    .note = The largest bias is in standard deviations of what is asked; for a share it is at most half of that.
question-weights = What do weights cost?
    .note = Respondents with equal weights: how many would be as precise. Difference: the largest from the frame in standard deviations of the frame.
question-answers = What do the answers say, and how wrong could they be?
question-local = Is non-response local?
    .note = Above the range by chance, neighbouring catchments did the same more often than random response explains.
question-tables = Tables of the report
question-seen = See “{ $title }”.
brief-answered = answered
brief-covered = residents covered (units)
brief-respondents = respondents (n)
brief-others = others (n)
brief-difference = difference
brief-visible = seen from
brief-p-residents = p, residents
brief-weights = weights
brief-effect = design effect
brief-effective = as precise as (n)
brief-smallest = smallest
brief-largest = largest
brief-off = difference

## Balance as a table

balance-title = Balance: respondents less the frame, in standard deviations of the frame
balance-largest = largest (absolute)
balance-mean = mean over variables (absolute)
balance-before = Before weighting the largest difference from the frame is { $value } standard deviations ({ $where }).
balance-after = With the { $weights } weights the largest is { $value }; where weights were made to meet the frame, a 0 is their purpose and proves nothing about answers.

## Known figures

benchmark-title = Respondents against known figures
benchmark-name = known figure
benchmark-known = known
benchmark-chance = p unweighted, by Holm
benchmark = { $name }: without weights respondents give { $estimate }, known is { $value }{ $source }; the difference is { $difference }.
    .tested = { $name }: without weights respondents give { $estimate }, known is { $value }{ $source }; the difference is { $difference } (95 % interval { $low } to { $high }; p by Holm over all such figures { $p }).
    .source = { " " }({ $text })
    .points = { $value } percentage points

## Answers to questions

outcome-answer = answer
outcome-unweighted = unweighted
outcome-interval = 95 % interval
outcome-poststratified = post-stratified
outcome-raked = raked
outcome-calibrated = calibrated
outcome-inverse-propensity = propensity
outcome-entropy = entropy
outcome-classes = classes
outcome-same = { $weights }: as { $other }
outcome-worst = whatever the others say
outcome-mean = mean
outcome-all = { $n } respondents
outcome-asked = the { $n } respondents to whom it applied
outcome-average = { $question }: { $estimate } on average among respondents
outcome-share = { $question }, { $option }: { $estimate } of respondents
outcome-sampled = ; { $range } of the frame if they are a random sample of it
outcome-whatever = ; { $range } whatever the others would have answered
outcome-share-asked = { $question }, { $option }: { $estimate } of the respondents to whom it applied
outcome-sampled-asked = ; { $range } of such units in the frame if they are a random sample of them
outcome-partial = ; { $range } in the population that the frame is a sample of, with 95 % confidence and whatever the others would have answered (Imbens and Manski)
outcome-few = { " " }(so few that { $share } of such intervals hold the truth in simulations, not 95 %)
outcome-tipping = ; the frame is at { $threshold } if the others are at { $at }
outcome-odds = If the others had it with odds between a quarter and four times the respondents', { $range } of the frame would have it; if they have it no more often, at most { $most }, if no less often, at least { $least }.
outcome-proxy = By a proxy from areas and residents (correlation { $correlation }), the respondents' result is off by { $range }, wherever between what is known of the units and the answer itself the reason for not responding lies (95 % of { $draws } draws, φ uniform).
outcome-points = { $low } to { $high } points
outcome-deviations = { $low } to { $high } standard deviations
outcome-unmoved = ; nothing that the others could have answered brings it across { $threshold }

## What a reviewer asks

by-group = { $found ->
        [0] Of { $tests } comparisons of the answers of a group with those of all others none shows a difference once they are adjusted for their number within each question and characteristic.
        [one] Of { $tests } comparisons of the answers of a group with those of all others one shows a difference once they are adjusted for their number within each question and characteristic.
       *[other] Of { $tests } comparisons of the answers of a group with those of all others { $counted } show a difference once they are adjusted for their number within each question and characteristic.
    }
    .title = Answers by group
    .option = “{ $option }” of “{ $question }”
    .by = { $question } by { $variable } ({ $adjusted })
    .together = { $found ->
        [0] Of { $tests } tests of all groups of a characteristic at once none shows a difference once they are adjusted in the same way.
        [one] Of { $tests } tests of all groups of a characteristic at once one shows a difference once they are adjusted in the same way: { $names }.
       *[other] Of { $tests } tests of all groups of a characteristic at once { $counted } show a difference once they are adjusted in the same way: { $names }.
    }
    .share = { $question }: { $estimate } of the { $n } respondents in “{ $level }” ({ $variable }), { $rest } of the { $rest-n } others; a difference of { $difference } points{ $interval }, { $raw } ({ $adjusted } adjusted for the { $tests } tests of this question by { $variable }).
    .mean = { $question }: { $estimate } on average among the { $n } respondents in “{ $level }” ({ $variable }), { $rest } among the { $rest-n } others; a difference of { $difference }{ $interval }, { $raw } ({ $adjusted } adjusted for the { $tests } tests of this question by { $variable }).

waves = { $found ->
        [0] Of { $tests } comparisons of late answers (the last third by day) with early ones (the first third) none shows a difference once they are adjusted within their question; that says little about those who did not answer.
       *[other] Of { $tests } comparisons of late answers (the last third by day) with early ones (the first third) { $found } show a difference once they are adjusted within their question.
    }
    .title = Late answers against early ones
    .share = { $question }: { $late } of the { $late-n } late respondents, { $early } of the { $early-n } early ones; a difference of { $difference } points{ $interval }, { $raw } ({ $adjusted } adjusted for the { $tests } tests of this question). If all who did not answer were like the late ones, it would be { $as-late } of the frame instead of { $respondents }, and { $by-trend } if the change went on; nothing in the answers tells whether they are.
    .mean = { $question }: { $late } on average among the { $late-n } late respondents, { $early } among the { $early-n } early ones; a difference of { $difference }{ $interval }, { $raw } ({ $adjusted } adjusted for the { $tests } tests of this question). If all who did not answer were like the late ones, it would be { $as-late } over the frame instead of { $respondents }, and { $by-trend } if the change went on; nothing in the answers tells whether they are.

asked = What a sharp reviewer asks
    .open = open
asked-disposition = What became of every unit, by which definition of the response rate, from a list of which date?
    .answer = Of { $all } units { $respondent } answered, { $partial } in part, { $refused } refused, { $nonrespondent } did not answer, { $ineligible } were ineligible, { $unknown } of unknown eligibility: RR1 { $rr1 }, RR2 { $rr2 } (AAPOR 2023; all six in response.csv). { $dated } Mergers of units since then are not known to the program: state them.
    .dated = Reference date { $day }.
    .undated = The study states no reference date.
asked-coverage = How many units and how many residents are covered, out of which total?
    .answer = { $answered } of { $listed } units with a catchment ({ $of-units }) and { $covered } of { $all } residents ({ $of-residents }; source { $source }), by macro-area and region in coverage.csv; the frame against the census in reconciliation.csv.
    .missing = Units only: the study has neither figures of residents nor catchments, so coverage of residents is missing.
asked-estimand = What is being estimated?
    .answer = Two shares, never mixed: of units (each counts once) and of residents (each unit counts by its catchment). Models and weights are about units.
asked-differences = How do respondents differ from the others, in size and not only in p?
    .missing = No variable could be compared: the frame has neither sizes nor categories.
asked-empty-areas = Which areas have no respondent?
    .none = None among the areas of { $schemes }.
    .withheld = An area where nobody answered would tell of each of its units that it did not, so none is named.
    .answer = { $areas }. Nothing in the answers speaks for them; weights by these areas need strata joined.
asked-representativeness = How representative is the response, by which model, against chance, and how large can the bias be?
asked-weights = Do weights change the results, and what do they cost?
    .answer = outcomes.csv has { $n } results unweighted and with every set of weights, each with its design effect.
    .missing = The study has no table of answers ([answers]), so headline results unweighted and weighted are missing.
asked-bounds = How wrong could the nonrespondents make a conclusion?
    .answer = Without assumptions any share of units is known to within { $width }: the { $n } of { $all } units that did not answer could all be one way or the other.
asked-intervals = What do the intervals assume?
    .answer = The frame of { $n } units is complete, so nothing is drawn at random: intervals describe what would change if response, given the model, fell out again; intervals of answers with finite-population correction hold only if response behaves like a random sample.
asked-other-areas = Would other macro-areas say the same?
    .answer = R, adjusted, by scheme: { $indicators }. schemes.csv has every headline indicator under each.
    .missing = coverage.csv and response.csv give every figure by { $schemes }; the model is stated for others by --by.
asked-clustering = Do nonrespondents cluster beyond their macro-area?
    .missing = Missing: neighbourhoods of catchments are not known.
asked-guidelines = Which items of the reporting guidelines are covered?
    .answer = The checklists of the report (bacino report) say of each item of CROSS and STROBE which part answers it, and which are to be written by the authors.

## Maps: what is drawn

value-coverage = Residents in the catchments of units that answered
    .unit = share of all residents
    .legend = residents covered, %
value-response = Units that answered
    .unit = share of all units asked
    .legend = units that answered, %
value-representation = Over- and under-represented residents
    .unit = share of all covered residents over share of all residents; 1 is parity
    .legend = representation ratio
value-residents = Residents
    .unit = number of residents
    .legend = residents
value-answered = Catchments of the units that answered
    .unit = a share of a city says how many residents, not where
    .legend = units
value-uncovered = Residents in no catchment of a unit that answered
    .unit = number of residents
    .legend = one dot stands for
value-pair = { $first } and { $second }
    .legend = areas by both values
source-frame = residents as the survey counted them
source-census = residents by the census
source-census-adults = residents aged 18 and over by the census
answered = answered
answered-shared = shared: some answered
answered-not = did not answer

## Maps: columns of a study

column-adults = Residents aged 18 and over
column-population = Residents by the survey's own figure
column-propensity = Estimated propensity to respond
column-weight-poststratified = Post-stratified weights
column-weight-raked = Raked weights
column-weight-calibrated = Calibrated weights
column-weight-inverse-propensity = Inverse propensity weights
column-weight-entropy = Entropy balancing weights
column-weight-classes = Weights by response class
column-area = Area in km²
column-density = Residents per km²
column-kind = Kind of unit
column-status = What became of the units
column-size-class = Size of units
status-respondent = answered
status-partial = answered in part
status-refused = refused
status-nonrespondent = did not answer
status-ineligible = found ineligible
status-unknown = eligibility not known
kind-territorial = territorial
kind-hospital = hospital
units-that-differ = units that differ

## Maps: what the value of an area is

shows-of-unit = of the unit that serves the area; of several, their mean by residents
shows-sum = sum over units
shows-mean = mean of units, weighted by residents
shows-unit-mean = mean of units
shows-share-of-units = share of units
shows-share-of-answers = share of units that answered the question
shows-residents = number of residents
shows-share-of-residents = share of all residents
group-sum = sum over areas
group-mean = mean of areas, weighted by residents
group-unit-mean = mean of areas
grouped-municipalities = municipalities joined by { $column }
grouped-provinces = provinces joined by { $column }
grouped-regions = regions joined by { $column }
grouped-areas = areas joined by { $column }
legend-units-share = units, %
legend-residents-share = residents, %
legend-residents = residents
legend-units = units
legend-share = share, %
legend-value = value
legend-vertical = vertical: { $title }
legend-horizontal = horizontal: { $title }

## Maps: areas

by-istat5 = { $title }, by ISTAT's five areas
    .panel = by ISTAT's five areas
    .alone = ISTAT's five areas
by-istat3 = { $title }, by ISTAT's three areas
    .panel = by ISTAT's three areas
    .alone = ISTAT's three areas
by-istat2 = { $title }, by ISTAT's two areas
    .panel = by ISTAT's two areas
    .alone = ISTAT's two areas
by-region = { $title }, by region
    .panel = by region
by-regions21 = { $title }, by region, with Bolzano and Trento apart
    .panel = by region, with Bolzano and Trento apart
by-province = { $title }, by province
    .panel = by province
by-municipality = { $title }, by municipality
    .panel = by municipality
by-scheme = { $title }, by macro-area ({ $scheme })
    .panel = by macro-area ({ $scheme })
by-other = { $title }, by { $areas }
    .panel = by { $areas }
macro-areas = Macro-areas ({ $scheme })

## Layers, as they are typed

layer-regions = regions region
layer-provinces = provinces province
layer-municipalities = municipalities municipality
layer-catchments = catchments catchment
layer-regions21 = regions21
layer-istat5 = istat5

## Maps: around the areas

map-source = Source: { $source }
map-areas = areas
map-residents = residents
map-n-areas = { $n } areas
map-class = , class { $class } of { $n }
map-labels-left-out = Labels left out for want of room: { $n }.
map-labels-most = Labelled: { $n } of { $all } areas, the most populous ones.
map-labels-largest = Labelled: { $n } of { $all } areas, the largest ones.
map-east = E
map-west = W
map-dot = { $people } residents, placed at random in their area
map-fewer-classes = { $n ->
    [one] { $n } class instead of { $wished }: too many values are equal
   *[other] { $n } classes instead of { $wished }: too many values are equal
}
map-few-residents = fewer than { $n } residents
map-few-units = fewer than { $n } units
map-counted = { $part } of { $all }, { $share }
map-range = faded where the range by chance is wider: up to 25 points, up to 50, more
    .uncertain = range by chance wider than 50 points, or nobody answered
parity-same = not told from parity
    .alone = outside its own range, not after adjustment

## Maps: areas without a value. The space before a percent sign never breaks.

no-response = 0 %: no unit answered
no-answer = no unit answered
no-data = not known
no-permission = suppressed
no-confidential = withheld so that nobody who answered is known
no-row = not in the table
no-such-borders = other borders
no-unit = no unit here
no-catchment = in no catchment
no-question = out of scope

## Charts

chart-and = { $first } and { $last }
chart-by-chance = ; by chance { $low } to { $high }
chart-residents-of = , { $part } of { $whole } residents
chart-units-of = { $units } units answered
chart-units = k/n
chart-answered = answered
chart-millions = residents, M
chart-coverage = coverage, %
chart-expected = { $share }: expected if answers were a draw
chart-key-beyond = beyond chance, also after allowing for all areas looked at
chart-key-outside = outside its own range, as 1 area in 20 is by chance
chart-key-inside = inside
chart-key-range = 95 % range
chart-key-between = published as a range
chart-coverage-title = Residents in the catchments of units that answered, and what chance gives
chart-coverage-quantity = Residents in the catchments of units that answered, %
chart-coverage-range = range that holds 95 % of draws of { $k } out of { $n } at random
    .unknown = range that holds 95 % of draws of as many units at random
chart-covered-more = { $areas }: more residents covered than chance explains
chart-covered-less = { $areas }: fewer residents covered than chance explains
chart-no-area-alone = no single { $level ->
    [region] region
    [province] province
    [municipality] municipality
   *[other] area
} is beyond it
chart-any-share = Areas of { $n } units or fewer can be anywhere from 0 to 100 % by chance.
chart-alternative-area = { $area }: { $share }, by chance { $low } to { $high }.
    .extremes = Highest: { $highest }. Lowest: { $lowest }.
    .table = Table: { $file }.
chart-response-title = How many units answered, by area
chart-key-answered = answered
chart-key-partial = in part
chart-key-silent = did not answer
chart-key-ineligible = not eligible
chart-size-title = How large the units are that answered, and the others
    .larger = Larger units answered more often
    .smaller = Smaller units answered more often
chart-size-quantity = Residents of the catchment
    .logarithmic = Residents of the catchment, logarithmic scale
chart-size-dots = each dot is an equal part of its group, not a unit
chart-size-line = Line: the middle half.
chart-size-shift = Typical difference between a unit that answered and another: { $shift } residents (95 % interval { $low } to { $high }; p { $p }).
chart-size-answered = Answered
chart-size-silent = Did not answer
chart-n-units = { $n ->
    [one] { $n } unit
   *[other] { $n } units
}
chart-median = median { $size }
chart-size-part = part { $number } of { $parts } of { $n } units, { $size } residents
chart-size-quartile-1 = lower quartile of { $n } units, { $size } residents
chart-size-median = median of { $n } units, { $size } residents
chart-size-quartile-3 = upper quartile of { $n } units, { $size } residents
chart-size-alternative = { $group }, { $n } units: median { $median } residents, middle half { $low } to { $high }.

## Chart: partial

chart-partial-title = What makes response uneven
    .more = { $first } explains more than { $second }
chart-partial-quantity = What each variable adds to the spread of propensities to answer, and each of its levels by itself
chart-partial-given = { $value } given the other variables
chart-partial-alone = { $value } by itself
chart-partial-more = { $value }: answered more than the whole, { $n ->
    [one] { $n } unit
   *[other] { $n } units
}
chart-partial-less = { $value }: answered less than the whole, { $n ->
    [one] { $n } unit
   *[other] { $n } units
}
chart-partial-axis = answered less
    .more = answered more
chart-partial-key = given the other variables
    .alone = by itself
    .interval = ± 1.96 standard errors
chart-partial-r = R { $value } (1: all units as likely to answer).
    .chance = By chance { $low } to { $high }.
    .adjusted = Adjusted for bias { $value } (95 % interval { $low } to { $high }).
chart-partial-extremes = Answered most: { $highest }; least: { $lowest }.

## Chart: weights

chart-weights-title = After weighting, { $n } answers are worth { $worth }
chart-weights-between = { $low } to { $high }
chart-weights-quantity = How many units an answer stands for
    .logarithmic = How many units an answer stands for, logarithmic scale
chart-weights-base = { $k } of { $n } units answered
chart-weights-kish = Worth: as many answers of equal weight would be as precise (Kish), where weights have nothing to do with what is asked.
chart-weights-same = The same weights as { $weights }
chart-weights-smallest = smallest
chart-weights-largest = largest
chart-weights-are-worth = { $n } are worth
chart-weights-worth = { $n } answers are worth { $worth }
chart-weights-part = part { $number } of { $parts } of { $n } answers, weight { $weight }
    .smallest = smallest weight of { $n } answers { $weight }
    .largest = largest weight of { $n } answers { $weight }
    .effect = design effect of { $n } answers { $weight }
chart-weights-dot = 1/{ $parts } of the answers
chart-weights-line = Line: from the smallest to the largest weight.
chart-weights-equal = equal weights: { $weight }
chart-weights-alternative = { $weights }: { $n } answers are worth { $worth }.
    .ends = An answer stands for { $low } to { $high } units.

## Chart: lorenz

chart-lorenz-title = How unevenly residents are covered, and what a draw gives
    .more = Coverage is more uneven than a draw
    .less = Coverage is less uneven than a draw
    .no-more = Coverage is no more uneven than a draw
chart-lorenz-quantity = Residents and residents covered, cumulated over { $level ->
    [region] regions
    [province] provinces
    [municipality] municipalities
    [macro-area] macro-areas
   *[other] areas
} from the least covered to the best
chart-lorenz-covered = share of all residents covered
chart-lorenz-residents = share of all residents, the least covered areas first
chart-lorenz-point = Up to and with { $area }: { $covered } of the residents covered, { $residents } of all residents
    .chance = { $residents } of all residents: by chance { $low } to { $high } of the residents covered
chart-lorenz-gini = Gini { $value }
    .chance = by chance { $low }–{ $high }
chart-lorenz-area = an area
chart-lorenz-range = 95 % of draws
chart-lorenz-equal = all areas covered alike
chart-lorenz-band = Draws: as many units at random, 95 % of their curves at each share of residents; a draw is uneven too.
chart-lorenz-p = Gini beside draws: p { $p }.
chart-lorenz-alternative = Gini coefficient { $value }, by chance { $low } to { $high }.
    .half = The least covered areas, with { $residents } of all residents, have { $covered } of those covered.

## Chart: schemes

chart-schemes-title = Coverage of areas, by how the territory is divided
chart-schemes-label = { $kind ->
    [istat] ISTAT
    [region] regions
    [province] provinces
    [municipality] municipalities
   *[own] { $name }
}
chart-schemes-areas = { $n } areas
chart-schemes-whole = all: { $share }

## Chart: choices

chart-days = { $first } to { $last }

chart-share-of-units = { $share }, { $part } of { $whole } units
chart-answers-base = % of the { $n } units that answered
    .asked = % of the { $n } units that were asked and answered
chart-several-answers = several answers possible
chart-interval-all = Thin line: 95 % interval for all { $n } units, if those that answered were drawn from them at random.
chart-interval-asked = Thin line: 95 % interval for all units to which it applies, if those that answered were drawn from them at random.
chart-few = Fewer than { $n } answers: { $options }.
chart-one-unit = Not drawn, because a bar would be one unit: { $options }.
chart-withheld = Withheld so that nobody who answered is known: { $options }.
chart-left-out = { $n ->
    [one] { $n } unit that answered others left it out.
   *[other] { $n } units that answered others left it out.
}
chart-choices-more = More than half chose { $options }
    .claim = Above { $share }: { $options }
chart-choices-many = { $n ->
    [one] More than half chose { $options } and one other option
    [2] More than half chose { $options } and two other options
    [3] More than half chose { $options } and three other options
    [4] More than half chose { $options } and four other options
    [5] More than half chose { $options } and five other options
    [6] More than half chose { $options } and six other options
    [7] More than half chose { $options } and seven other options
    [8] More than half chose { $options } and eight other options
    [9] More than half chose { $options } and nine other options
    [10] More than half chose { $options } and ten other options
   *[other] More than half chose { $options } and { $n } other options
}
    .claim = Above { $share }: { $options } and { $n } more
chart-choices-none = Each option was chosen by fewer than half
    .claim = Each option lies below { $share }

## Chart: scale

chart-scale-title = How far answers lie to one end
chart-scale-quantity = % of the units that placed themselves on the scale
chart-scale-aligned = bars are aligned where the statement cuts the scale
chart-scale-less = less
chart-scale-more = { $step } or more
chart-scale-counts = Numbers in bars are units.
chart-scale-nobody = Nobody chose { $steps }: { $question }
chart-scale-beside = outside the 100 %: { $words }

## Chart: yes-no

chart-yes-no-title = How many said yes
chart-yes-no-quantity = % of the units that answered each question
chart-yes-no-apart = Those who did not know or said something else count among the answers.

## Chart: what-if

chart-what-if-title = What the silent units would have to say to undo a claim
    .more = “{ $claim }” holds unless fewer than { $share } of the { $silent ->
        [one] silent unit says so
       *[other] { $silent } silent units say so
    }
    .fewer = “{ $claim }” holds unless more than { $share } of the { $silent ->
        [one] silent unit says so
       *[other] { $silent } silent units say so
    }
    .fixed = “{ $claim }” holds whatever the { $silent ->
        [one] silent unit
       *[other] { $silent } silent units
    } would have said
    .several = The narrowest of { $n } claims falls if { $units ->
        [0] the silent units answer as the others did
        [one] one of { $silent } silent units answers otherwise
       *[other] { $units } of { $silent } silent units answer otherwise
    }
    .all-fixed = Nothing the silent units could have said undoes any of { $n } claims
chart-what-if-more = More than { $claim }: { $option }
chart-what-if-fewer = Less than { $claim }: { $option }
chart-what-if-quantity = share of all { $n } units, by what the { $silent } silent ones would have said
    .asked = share of those asked, by what the { $silent } silent ones would have said if all had been asked
chart-what-if-silent = Share of the silent units that would say so, % · { $n } units, { $silent } of them silent
chart-what-if-note = Nothing is assumed about the silent units: every answer they could give is looked at. Worst cases are no confidence intervals.
chart-what-if-asked = Where a question was put to some units only, shares are of these, and all the silent units count as asked.
chart-what-if-fixed = Without a ring: no answer of the silent units undoes the claim.
chart-what-if-rule = Shown is the option of each question that was chosen most often, and every other chosen by more than the claim; other and do not know aside. Units: how many silent ones would have to answer unlike those that answered.
chart-what-if-axis = silent units that say so
chart-what-if-none = none of them: { $share }
chart-what-if-all = all of them: { $share }
chart-what-if-bound = the claim: { $share }
chart-what-if-ring = tipping point
chart-what-if-dot = as those that answered
chart-what-if-of-silent = { $share } of the silent
chart-what-if-margin = margin: { $points } points, { $units ->
    [one] { $units } unit
   *[other] { $units } units
}
    .none = margin: { $points } points, less than a unit
chart-what-if-claim = claim
chart-what-if-points = margin, points
chart-what-if-units = units
chart-what-if-mark = { $subject } ({ $count } of { $n } that answered): if { $at } of { $silent } silent units say so, { $all } of all do
    .tipping = Tipping point. { $subject } ({ $count } of { $n } that answered): if { $at } of { $silent } silent units say so, { $all } of all do
chart-what-if-alternative = { $subject }, { $estimate } of those that answered. “{ $claim }”: undone at { $tipping } of the silent units; from { $low } to { $high } of all, whatever they would have said.
    .fixed = { $subject }, { $estimate } of those that answered. “{ $claim }”: no answer of the silent units undoes it; from { $low } to { $high } of all, whatever they would have said.

## Chart: fieldwork

chart-fieldwork-title = What each reminder brought
    .alone = How answers came in
chart-fieldwork-quantity = Cumulative share by day, %
    .waves = Cumulative share by wave between reminders, %
chart-fieldwork-invited = { $n } units, invited on { $day }
chart-fieldwork-invitation = invitation
chart-fieldwork-reminder = { $number ->
    [1] 1st
    [2] 2nd
    [3] 3rd
   *[other] { $number }th
} reminder
    .short = { $number ->
    [1] 1st
    [2] 2nd
    [3] 3rd
   *[other] { $number }th
}
chart-fieldwork-residents = of residents
chart-fieldwork-units = of units
chart-fieldwork-no-day = day not known
chart-fieldwork-mark = { $day }: { $share } of units answered so far, { $part } of { $whole }
    .residents = { $day }: { $share } of residents, { $part } of { $whole }, in the catchments of units that answered so far
chart-fieldwork-note = Where the line of residents is the higher one, larger units had answered.
chart-fieldwork-waves = The days of answers are not shown; waves of fewer than { $cell } answers are joined.
chart-fieldwork-withheld = Residents are withheld, which could tell who answered.
chart-fieldwork-without-day = { $n ->
    [one] { $n } unit answered on a day that is not known and stands
   *[other] { $n } units answered on a day that is not known and stand
} at the end.
chart-fieldwork-spread = Units were written to on several days: lines stand on the first.
chart-fieldwork-alternative = Before reminder { $number }: { $shares }.
    .end = In the end: { $shares }.
chart-day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}

## Chart: of a table of one's own

chart-own-missing = Not known: { $rows }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}.
chart-own-withheld = Withheld: { $rows }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}.
chart-own-rows = { $n ->
    [one] { $n } row.
   *[other] { $n } rows.
}

## Tables

table-document = Report
table-contents = Contents
table-numbered = Table { $number }. { $title }
table-from-to = { $low } to { $high }
table-part = answered / units (%)
table-choice = n (%)
table-part-n = n
table-part-answered = answered
table-part-units = units
table-part-percent = %
table-part-low = from
table-part-high = to
table-n = n
table-area = Area
table-outcome = Outcome
table-characteristic = Characteristic
table-indicator = Indicator
table-answer = Answer
table-question = Question
table-value = Value
table-mean = Mean
table-median = Median (quartiles)
table-interval = 95 % interval
table-by-chance = Range by chance, %
table-by-chance-value = Range by chance
table-p-adjusted = Adjusted p
table-region = Region
table-province = Province
table-municipality = Municipality

table-disposition = What became of the units that were asked
    .sheet = Outcome
    .note = Per cent of all units that were asked.
    .rates = Response rates as AAPOR defines them (2023). RR1, RR3 and RR5 count complete answers, RR2, RR4 and RR6 partial ones too. They are of all units that are or may be eligible (RR1, RR2); of units known to be eligible and the likely share of the others (RR3, RR4); of units known to be eligible (RR5, RR6).
table-asked = Asked
table-eligible = Eligible
table-answered = Answered
table-partial = Answered in part
table-refused = Refused
table-silent = Did not answer
table-unknown = Not known whether eligible
table-ineligible = Not eligible
table-rates = Response rates

table-response = Units that answered, by area
    .sheet = Response
    .note = All units that should have answered: { $units } did ({ $share }).
    .serving = Those of them that have a catchment: { $units } ({ $share }). Units without one count in response, not in coverage.
    .method = Units that answered / units that should have answered (per cent). Answers in part count.
table-response-units = Units
table-all-units = All units
table-serving-units = With a catchment

table-coverage = Residents in the catchments of units that answered, by area: { $source }
    .sheet = Coverage
    .note = { $source }. Units with a catchment: { $units } answered.
    .missing = Residents are not known of { $n ->
        [one] { $n } unit or place, which is left out.
       *[other] { $n } units or places, which are left out.
    }
    .by-chance = Range by chance: 95 % of what coverage would be had as many units answered at random.
    .p = p: two-sided and exact, at most 0.05 where coverage lies outside that range; adjusted over all areas of the same kind.
table-covered = Residents covered
table-residents = Residents
table-coverage-percent = Coverage, %

table-numbers = Units that answered and the others: numbers
    .sheet = Numbers
    .base = { $n ->
        [one] One unit should have answered: { $answered } did and { $others } did not.
       *[other] Of the { $n } units that should have answered { $answered } did and { $others } did not.
    }
    .known = { $names }: known of { $k } that answered and { $m } that did not.
    .quartiles = Quartiles of type 7.
    .difference = Standardised difference: the difference of means over their pooled standard deviation, with its 95 % interval by permutations of response.
    .p = p: Mann and Whitney’s test, adjusted by Holm over all characteristics that were compared; several measures of size count once.
table-respondents = Answered (n = { $n })
table-others = Did not answer (n = { $n })
table-respondents-alone = Respondents
table-smd = Standardised difference (95 % interval)
table-smd-level = Standardised difference

table-characteristics = Units that answered and the others: areas and characteristics
    .sheet = Characteristics
    .percent = Per cent of each group.
    .p = p of a characteristic: Freeman and Halton’s exact test, adjusted by Holm over all characteristics that were compared; several kinds of areas count once. p of a level: the exact test of its response rate, adjusted by Holm over all levels of the characteristic.

table-balance = Respondents beside all units, before and after weights
    .sheet = Balance
    .group = Difference in standard deviations
    .largest = Largest (absolute)
    .mean = Mean (absolute)
    .base = Units and respondents: per cent of a level, mean of a number.
    .method = Difference of respondents from all units that should have answered, in standard deviations of these. Weights that were made to meet all units have 0 there by their purpose; that says nothing about answers.
table-frame = All units

table-representativeness = How even response is
    .sheet = Evenness
    .base = Model of response: { $model }; { $n } units.
    .method = R is 1 where all units are equally likely to answer, and lower the more the probabilities differ; its adjusted form allows for the bias of small frames. Range by chance: 95 % of values had as many units answered at random. The largest bias is that of a mean, in standard deviations of what is asked about.

table-answers = Answers to the questions
    .sheet = Answers
    .others = Answers to the other questions
    .groups-withheld = Answers by group are withheld: they would say what single units answered.
    .base = n = { $n }
    .not-asked = { $n } not asked
    .missing = { $n } missing
    .several = several answers possible
    .note = { $n ->
        [one] Answers of the one unit that answered.
       *[other] Answers of the { $n } units that answered.
    }
    .percent = Per cent of those to whom the question was put and who answered it.
    .interval = 95 % interval: of all units, if those that answered are a random sample of them.
    .method = Whatever the others say: from none of the others to all of them, or from the smallest to the largest number that can be. Tipping point: the share or mean among the others at which all units are just at the claim.
table-means = Answers that are numbers
    .sheet = Means
    .others = Answers to the other questions that are numbers
table-not-asked = Not asked
table-missing = Missing
table-weighted = Weighted
table-worst = Whatever the others say
table-claim = Claim
table-tipping = Tipping point

## Sentences of a report

said-coverage = Coverage
said-response = Response
said-size = Size
said-counted = { $n ->
    [0] none
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
   *[other] { $n }
}
share-article = { $whole ->
   *[other] { $share }
}
share-than = { $whole ->
    [half] half
   *[other] { $share }
}
said-area-name = { $area }
said-areas = { $kind ->
    [macro-area] { $n ->
        [one] macro-area
       *[other] macro-areas
    }
    [region] { $n ->
        [one] region
       *[other] regions
    }
    [province] { $n ->
        [one] province
       *[other] provinces
    }
    [municipality] { $n ->
        [one] municipality
       *[other] municipalities
    }
   *[other] { $n ->
        [one] area of “{ $scheme }”
       *[other] areas of “{ $scheme }”
    }
}
said-headline =
    .no-unit = No unit that was asked should have answered.
    .some = { $k } of { $n } units answered.
    .nobody = { $n ->
        [one] The one unit did not answer.
       *[other] None of the { $n } units answered.
    }
    .everybody = { $n ->
        [one] The one unit answered.
       *[other] All { $n } units answered.
    }
    .they = { $k ->
        [one] It { $parts }.
       *[other] They { $parts }.
    }
    .serve = { $k ->
        [one] serves { $share } of residents
       *[other] serve { $share } of residents
    }
    .are = { $k ->
        [one] is { $ways } than a draw would give
       *[other] are { $ways } than a draw would give
    }
    .larger = { $k ->
       *[other] larger
    }
    .smaller = { $k ->
       *[other] smaller
    }
    .from = { $n ->
       *[other] more often from { $areas }
    }
    .differ = { $k ->
        [one] differs from a draw in { $names }
       *[other] differ from a draw in { $names }
    }
    .nothing = { $k ->
        [one] differs from a draw in nothing that was looked at
       *[other] differ from a draw in nothing that was looked at
    }
    .only-large = Only large differences would have shown.
said-lead =
    .nobody = Nothing can be said of what the units would have answered.
    .everybody = Nobody is silent: what those that answered say, the units say.
    .leans = Unweighted results lean towards { $ways }{ $least }.
    .larger = larger units
    .smaller = smaller units
    .from = { $n ->
       *[other] units from { $areas }
    }
    .least = {", and say least of "}{ $area }, where { $answered } of { $n } answered
    .open = Without assumptions about { $silent ->
        [one] the one silent unit
       *[other] the { $silent } silent units
    }, any share of all units is known only to within { $points } percentage points.
said-number =
    .covered = of residents live in the catchment of a unit that answered
    .chance = by chance { $chance }
    .answered = { $n ->
        [one] unit answered ({ $share })
       *[other] units answered ({ $share })
    }
    .serving = ; { $answered } of the { $n } with a catchment
    .worth = { $n } answers say as much as { $worth } evenly spread ones
    .weights = { $weights }, weights { $low } to { $high }{ $sets ->
        [one] {""}
       *[other] , the costliest of { $sets } sets
    }
    .weights-alone = { $weights }{ $sets ->
        [one] {""}
       *[other] , the costliest of { $sets } sets of weights
    }
    .margin = { $n ->
        [one] silent unit would have to answer otherwise to undo “{ $claim }”
       *[other] silent units would have to answer otherwise to undo “{ $claim }”
    }
    .narrowest = { $question } · margin { $points } points{ $claims ->
        [one] {""}
       *[other] , the narrowest of { $claims } claims
    }
said-set =
    .poststratified = post-stratification
    .raked = raking
    .calibrated = calibration
    .inverse-propensity = inverse propensity
    .entropy = entropy balancing
    .classes = classes of propensity
said-covered = { $covered } of { $all } residents ({ $share }) live in the catchments of units that answered ({ $source }).
    .rounded = { $share } of { $all } residents live in the catchments of units that answered ({ $source }).
said-chance = Had as many units answered at random, coverage would lie between { $low } and { $high } in 95 % of cases ({ $p }).
    .alone = Had as many units answered at random, coverage would lie between { $low } and { $high } in 95 % of cases.
said-area = { $area } ({ $share }, by chance { $chance }; { $p })
said-beyond =
    .some = Of the { $all } { $areas }, once all of them are looked at, coverage is beyond chance in { $found }: { $names }.
    .none = Of the { $all } { $areas }, once all of them are looked at, coverage is beyond chance in { $found }{ $names }.
said-answered = { $n ->
        [one] The one unit that should have answered { $answered ->
            [0] did not
           *[other] did
        } ({ $share }).
       *[other] { $answered } of the { $n } units that should have answered did ({ $share }).
    }
    .coarse = Of the units that should have answered { $units } did ({ $share }).
    .serving = { $n ->
        [one] The only one with a catchment { $answered ->
            [0] did not
           *[other] did
        } ({ $share }).
       *[other] Of the { $n } with a catchment it was { $answered } ({ $share }).
    }
    .serving-coarse = Of those with a catchment it was { $units } ({ $share }).
said-uneven =
    .some = Of the { $all } { $areas }, once all of them are looked at, response differs from that of the others in { $found }: { $names }.
    .none = Of the { $all } { $areas }, once all of them are looked at, response differs from that of the others in { $found }{ $names }.
said-median = { $variable }: the median is { $answered } for { $k ->
        [one] { $k } unit that answered
       *[other] { $k } units that answered
    } and { $others } for { $m ->
        [one] { $m } other
       *[other] { $m } others
    }; the standardised difference is { $difference }{ $interval }; by Mann and Whitney’s test { $p } ({ $adjusted } adjusted for all characteristics that were compared).
    .larger = Larger units answered more often.
    .smaller = Smaller units answered more often.
    .alike = Chance explains such a difference.
said-bounds = Bounds
    .asked = Of units that a question applies to, { $shares ->
        [one] the one share
       *[other] the { $shares } shares
    } are known less closely: to within { $range } percentage points, since how many of the silent it applies to is not known either.
said-r = Representativeness
    .found = In a model of response by { $names }, the R-indicator, adjusted for the bias of small frames, is { $value }{ $interval }; 1 would mean that all units are equally likely to answer.
    .alone = The R-indicator, adjusted for the bias of small frames, is { $value }{ $interval }; 1 would mean that all units are equally likely to answer.
    .indistinct = In a model of response by { $names }, the R-indicator, adjusted for the bias of small frames, cannot be told from 1, where all units are equally likely to answer, but may be as low as { $low }.
    .chance = Had as many units answered at random, it would lie between { $low } and { $high } in 95 % of cases ({ $p }): { $verdict }
    .uneven = response is less even than a draw would give.
    .alike = chance explains such a value.
    .given = Partial indicators, given the other characteristics of the model: { $names }.
    .by-itself = Partial indicators, of each characteristic by itself: { $names }.
    .bias = As far as response depends on these characteristics alone, the largest bias of an unweighted share is estimated at { $estimate } percentage points, with an upper 95 % limit of { $limit }.
    .bias-indistinct = As far as response depends on these characteristics alone, the largest bias of an unweighted share cannot be told from 0, with an upper 95 % limit of { $limit } percentage points.
    .blind = The model sees nothing else in which those that answered may differ.
said-set-by = { $set } by { $names }
said-weights = { $n ->
        [one] One set of weights was made: { $sets }.
       *[other] { $counted } sets of weights were made: { $sets }.
    }
    .title = Weights
    .same = { $own } gives the weights of { $other }.
    .balance = The largest difference of respondents from all units in what is known of both is { $before } standard deviations without weights, and { $after } with them.
    .change = Of all shares, the one that weights change most changes by { $points } percentage points: “{ $option }” of “{ $question }”, { $from } without weights and { $to } with them ({ $set }).
    .cost = By Kish’s rule, which takes weights to have nothing to do with answers, the variance of a mean with weights is { $effect } times that without, so that the { $n } answers say as much as { $worth } evenly spread ones.
said-questions =
    .title = Answers
    .all = { $n ->
        [one] There is one question, put to { $answered ->
            [one] the one unit
           *[other] all of the { $answered } units
        } that answered.
       *[other] There are { $n } questions, put to { $answered ->
            [one] the one unit
           *[other] all of the { $answered } units
        } that answered.
    }
    .some = { $n ->
        [one] There is one question, put where an earlier answer led to it.
       *[other] There are { $n } questions, put where an earlier answer led to them.
    }
    .both = There are { $n } questions: { $all } put to { $answered ->
            [one] the one unit
           *[other] all of the { $answered } units
        } that answered, { $some } where an earlier answer led to them.
said-missing =
    .none = No unit left out a question that was put to it.
    .most = “{ $question }” was left out most often, by { $n ->
        [one] one unit
       *[other] { $n } units
    } that it was put to.
said-limits = Limits
    .frame = The list of units is taken to be complete: a unit that is not on it is missing from every number.
    .dated = Units that were merged, closed or founded after { $day } are not accounted for.
    .catchment = { $n ->
        [one] { $counted } unit has no catchment: it counts
       *[other] { $counted } units have no catchment: they count
    } in response, not in coverage.
    .chosen = Units chose by themselves whether to answer: in what those that answered differ from the others, beyond what is known of every unit, these data cannot tell, and no weight can allow for it.
    .intervals = Intervals of answers hold if response, given what weights account for, is like a draw; the data cannot tell whether it is.
    .answers = Answers are what units said of themselves, and nothing here checks them against another source.
said-methods = Methods
    .coverage = Coverage is the share of residents who live in the catchment of a unit that answered.{ $works }
    .by-chance = Its range by chance is the exact distribution of coverage had as many units answered at random{ $works }; p is twice the smaller tail.
    .areas = P-values of areas are adjusted over all areas of the same kind by Holm’s method, with what each area’s exact test can reach{ $works }.
    .response = Response rates are defined as by AAPOR{ $works }.
    .tables = Those that answered and the others were compared by Freeman and Halton’s exact test of areas and categories{ $works }.
    .tables-drawn = Those that answered and the others were compared by Freeman and Halton’s exact test of areas and categories{ $works }, over { $n } tables drawn at random where all are too many.
    .levels = The response of each level was tested exactly (hypergeometric distribution) and adjusted over all levels by Holm’s method{ $works }.
    .ranks = Numbers were compared by Mann and Whitney’s exact test{ $works }.
    .ranks-normal = Numbers were compared by Mann and Whitney’s test with its normal approximation{ $works }.
    .differences = Standardised differences are over the pooled standard deviation, with intervals by { $n } permutations of response{ $works }.
    .characteristics = P-values of characteristics are adjusted over all that were compared by Holm’s method{ $works }.
    .model = The probability of answering was modelled by logistic regression on { $names }{ $works }.
    .model-penalised = The probability of answering was modelled by logistic regression with Firth’s penalty on { $names }{ $works }.
    .r = The R-indicator and its adjustment for bias are those of Schouten, Shlomo and others{ $works }.
    .r-limits = Its interval is by inverting the noncentral χ² distribution of the model’s score statistic{ $works }.
    .r-chance = Its range by chance is of { $n } permutations of response, seed { $seed }{ $works }.
    .partial = Partial indicators are adjusted for bias as R is{ $works }.
    .weights = { $n ->
        [one] Weights were made by { $sets }
       *[other] Weights were made by { $sets }, each set by itself
    }; what they cost is Kish’s design effect{ $works }.
    .shares = Intervals of shares of all units are exact, by inverting the hypergeometric distribution{ $works }.
    .shares-asked = Intervals of shares of units to which a question was put are Clopper and Pearson’s, drawn in for a finite frame{ $works }.
    .shares-weighted = Intervals of weighted shares are Korn and Graubard’s, drawn in for a finite frame{ $works }.
    .bounds = Bounds are the results if all silent units had the smallest and if all had the largest value{ $works }.
    .contrasts = Answers of each group were compared with those of all others by { $kinds ->
        [both] exact tests for shares and permutations for means
        [means] permutations
       *[shares] exact tests
    }, adjusted by Holm’s method within each question and characteristic{ $works }.
    .together = Answers of all groups at once were compared by Freeman and Halton’s exact test{ $works }, adjusted in the same way.
    .together-drawn = Answers of all groups at once were compared by Freeman and Halton’s exact test{ $works }, over { $n } tables drawn at random where all are too many, adjusted in the same way.
    .waves = The last third of answers by day was compared with the first{ $works }.
    .withheld = What could tell which units answered is withheld, or published coarsely by a rule that was fixed for the whole study{ $works }.
    .software = All was computed with bacino { $version }{ $works }.
said-data = Data
    .files = { $n ->
        [one] The study was read from one file, which is listed below with its fingerprint.
       *[other] The study was read from { $counted } files, which are listed below with their fingerprints.
    }
    .day = Codes, borders and residents are those of { $day }.
    .public = That a unit answered is no secret, so nothing is withheld.
    .internal = Which units answered, and what, is for the people of the survey.
    .anonymous = Which units answered is confidential, and so are the files that hold it; what could tell it is withheld or published coarsely.
said-claim =
    .more = More than { $claim } of { $base ->
        [asked] the units that it applies to
       *[other] all units
    } say “{ $option }” to “{ $question }”.
    .fewer = Less than { $claim } of { $base ->
        [asked] the units that it applies to
       *[other] all units
    } say “{ $option }” to “{ $question }”.
    .mean-more = “{ $question }” is more than { $claim } on average over all units.
    .mean-fewer = “{ $question }” is less than { $claim } on average over all units.
said-group =
    .more = In { $area } more units say “{ $option }” to “{ $question }” than elsewhere.
    .less = In { $area } fewer units say “{ $option }” to “{ $question }” than elsewhere.
said-may =
    .everybody = What was answered is what all units answer.
    .everybody-why = every unit answered
    .held = whatever { $silent ->
        [one] the one silent unit
       *[other] the { $silent } silent units
    } would have said
    .served = { $k ->
        [one] The unit that answered serves { $share } of residents.
       *[other] The units that answered serve { $share } of residents.
    }
    .counted = counted, not estimated: { $covered } of { $all } residents
    .counted-coarsely = counted, not estimated, of { $all } residents; told coarsely so that nobody who answered is known
    .more = In { $area } more residents are covered than a draw would give: { $share }.
    .less = In { $area } fewer residents are covered than a draw would give: { $share }.
    .beyond = by chance { $chance }; { $p } with all { $all } { $areas } looked at
    .group = { $share } of { $n } units there, { $rest } of { $others } elsewhere; adjusted { $p }
    .at-least = At least { $count } of all { $n } units ({ $share }) say “{ $option }” to “{ $question }”.
    .at-least-why = { $silent ->
        [one] even if the one silent unit does not
       *[other] even if none of the { $silent } silent units does
    }
    .adjusted = { $p }, adjusted for all that was compared
said-not =
    .nobody = Anything about what the units would have answered.
    .nobody-why = none of them answered
    .undone = { $units ->
        [0] not even if the silent are like the others, to the nearest unit
        [one] holds only if the silent are like the others: one of { $silent } that answers otherwise undoes it
       *[other] holds only if the silent are like the others: { $units } of { $silent } that answer otherwise undo it
    }
    .undone-mean = holds only if the silent are like the others: it is undone where the { $silent } silent are at { $tipping } on average
    .of-all = { $share } of all units say “{ $option }” to “{ $question }”.
    .of-all-why = true only if the { $silent ->
        [one] one silent unit is
       *[other] { $silent } silent units are
    } like the others; else anything in { $range }
    .more = In { $area } more residents are covered than a draw would give: { $share }.
    .less = In { $area } fewer residents are covered than a draw would give: { $share }.
    .alone = { $units } units with a catchment answered; outside its own range, { $p }, but not with all { $all } { $areas } looked at, { $adjusted }
    .group = { $share } of { $n } units there, { $rest } of { $others } elsewhere; no test finds a difference, adjusted { $p }: not shown, which does not mean equal
    .as-they-are = The answers, as they are, stand for all units.
    .uneven = response is uneven: without weights a share may be off by up to { $limit } percentage points
    .alike = The units that answered are like the others.
    .unheard = Anything about { $areas }.
    .unheard-why = nobody there answered: { $units }

## Parts of a report

part-coverage = Whom the answers stand for
part-response = Who answered, who did not
part-error = How wrong it could be
part-answers = The answers
part-methods = Limits and methods
part-files = Files, sources, checks
may-be-said = May be said
may-not-be-said = May not be said
table-files = Files that the study was read from
    .sheet = Files
    .method = SHA-256 tells whether a file is still the one that was read; of files that hold who answered, or what, it is told of a public study alone.
table-file = File

## What a run prints at its end

run-report = The report

## The page of a report

page-skip = Skip to the report
page-language = English
page-theme = Colours
    .light = Light
    .dark = Dark
page-print = Print
page-parts = Parts of the report
page-areas = Choose the name of an area in a table: maps, charts and the other tables show it too.
page-foot = page
    .of = of
figure-numbered = Figure { $number }.

## Tables of answers

table-answers-of-group = { $group } (n = { $n })
table-together = All answers at once
table-difference-of-two = Difference in points (95 % interval)
table-difference-of-means = Difference (95 % interval)
table-by-group = Answers by group: { $group }
    .sheet = Answers by group
    .note = n of a group: its units that answered; of a question, those of them to whom it was put and who answered it.
    .method = p: Freeman and Halton’s exact test of all groups at once, over tables drawn at random where all are too many; adjusted by Holm over all of a question.
    .thirds = Small, medium and large: thirds of all units by residents.
    .two = Difference: the first group less the second.
    .others = Difference: the group less all others; p adjusted by Holm over all groups and answers of a question.
table-means-by-group = Answers that are numbers, by group: { $group }
    .sheet = Means by group
    .method = Mean of each group with its 95 % interval. p: Kruskal and Wallis’s test of all groups at once by permutations.

## Checklists of reporting guidelines

table-cross = Checklist for reports of surveys: CROSS
    .sheet = CROSS
table-strobe = Checklist for reports of cross-sectional studies: STROBE
    .sheet = STROBE
checklist-item = Item
checklist-asks = What is asked for
checklist-where = Where it stands
checklist-note = Items by their published numbers, in short words of this program: CROSS (Sharma and others 2021, J Gen Intern Med 36) and STROBE (von Elm and others 2007, PLoS Med 4) say them in full.
checklist-title = Title and abstract
checklist-introduction = Introduction
checklist-methods = Methods
checklist-results = Results
checklist-discussion = Discussion
checklist-other = Other information
checklist-tables = { $n ->
    [one] Table { $numbers }
   *[other] Tables { $numbers }
}
checklist-figure = Figure “{ $title }”
checklist-opening = headline and numbers at the beginning
checklist-verdicts = what may be said and what may not
checklist-notes = notes below the tables
checklist-intervals = figures of answers, with intervals
checklist-answered = { $places }
checklist-partly = { $places }; the rest by the authors
checklist-authors = To be written by the authors
checklist-nobody = Does not apply
checklist-missing = Missing in the study file: { $key }

cross-1a = That it is a survey, and of which design
cross-1b = A summary from background to conclusions
cross-2 = Why this survey, and what was known before
cross-3 = Aims
cross-4 = The design by its usual name
cross-5a = The questionnaire: sections, questions, instruments
cross-5b = Each instrument: for whom, validity, reliability, scores
cross-5c = How the questionnaire was tried out, on whom
cross-5d = The whole questionnaire
cross-6a = Who was eligible and who was not
cross-6b = How units were chosen
cross-6c = How many units, and why so many
cross-6d = How far respondents stand for the population
cross-7a = How, where and how often units were asked
cross-7b = When: dates of invitations, reminders and closing
cross-7c = How wrong entries and repeated answers were avoided
cross-8 = Preparation: training, announcements
cross-9a = Approval by an ethics committee, consent
cross-9c = Anonymity, and how data were kept safe
cross-10a = Statistical methods and software
cross-10b = Variables that were changed for the analysis
cross-10c = Missing answers: how many, why, what was done
cross-10d = What was done about nonresponse
cross-10e = Units lost between waves
cross-10f = Weights or propensities against unequal response
cross-10g = Sensitivity analyses
cross-11a = Units at each stage
cross-11b = Why units did not take part
cross-11c = Response rate and its definition
cross-11d = Unique visitors of a survey on the web
cross-12 = Characteristics of respondents
cross-13a = Results with intervals and p-values, adjusted where it applies
cross-13b = Models: how they were built, fit, assumptions
cross-13c = Results of sensitivity analyses
cross-14 = Limits: bias, imprecision, design
cross-15 = A cautious interpretation
cross-16 = For whom the results hold
cross-17 = What funders had to do with it
cross-18 = Conflicts of interest
cross-19 = Who is thanked, and for what

strobe-1a = The design in title or abstract
strobe-1b = A balanced summary
strobe-2 = Background and reasons
strobe-3 = Aims and hypotheses
strobe-4 = The design, early in the paper
strobe-5 = Setting, places and dates
strobe-6a = Who was eligible, and how participants were chosen
strobe-7 = Variables and their definitions
strobe-8 = Sources of data and how they were measured
strobe-9 = What was done against bias
strobe-10 = Why so many units
strobe-11 = How numbers were treated and grouped
strobe-12a = All statistical methods
strobe-12b = Groups and interactions
strobe-12c = How missing data were treated
strobe-12d = How the sampling was allowed for
strobe-12e = Sensitivity analyses
strobe-13a = Units at each stage
strobe-13b = Why units did not take part
strobe-13c = A flow diagram
strobe-14a = Characteristics of participants
strobe-14b = Missing data of each variable
strobe-15 = Outcomes: counts or summaries
strobe-16a = Estimates with their precision, adjusted where it applies
strobe-16b = Bounds of classes of numbers
strobe-16c = Relative risks as absolute ones
strobe-17 = Other analyses: groups, sensitivity
strobe-18 = Key results
strobe-19 = Limits, with direction and size of bias
strobe-20 = A cautious interpretation
strobe-21 = For whom the results hold
strobe-22 = Funding

## Documents for Word

# Labels of captions, one word each, and the language with the country whose spelling it has.
table = Table
figure = Figure
spelling = en-GB

## Audit of what was published

audit-kind =
    .share = share
    .whole-count = whole number behind a percentage
    .single-choice = one answer each
    .multiple-choice = several answers each
    .sum = parts and total
    .mean-total = mean and total
    .order = order of statistics
    .group-rates = rates of groups
    .said-twice = said twice
    .areas = residents of areas
    .source-total = total of a source
    .spreadsheet = changed by a spreadsheet
    .study = against the study
audit-verdict =
    .fails = fails
    .untold = untold
    .holds = holds
audit-computed =
    .several = { $low } to { $high } of { $base }
    .base = the base would be { $low }
    .bases = the base would be { $low } to { $high }
    .bases-from = the base would be { $low } or more
    .no-base = no base gives this percentage
    .percentages = { $terms } = { $sum } %
    .counts = the counts behind add up to { $low } to { $high }, the base is { $base }
    .rows = { $fitting } of { $rows } rows are true of { $base }
    .reach = { $mean } × { $n } = { $product } ± { $reach }
    .no-solution = no whole numbers give these rates and the total
    .solutions = { $n } sets of whole numbers give these rates and the total
    .solutions-many = very many sets of whole numbers give these rates and the total
    .sets = only { $sets }
    .unsearched = all: { $all }, groups: { $low } % to { $high } %; too many whole numbers to try
    .words = { $fraction } against { $share } %
    .before = { $number } at { $spot }
    .before-percent = { $number } % at { $spot }
    .grouping = { $scheme }: { $area } is off by { $off } %
    .grouping-tried = { $scheme }: { $area } is off by { $off } %; { $tried } ways of moving regions tried
    .gap = { $source }: { $own }, difference { $more } ({ $percent } %)
    .no-source = no number of a source to compare with
    .date = a date in place of a range
    .own = { $value } ({ $source })
    .own-scheme = { $value } ({ $source }, { $scheme })
    .range = { $low } % to { $high } %
    .not-published = the study does not publish it
    .no-such-area = the study has no area of this name
audit-fit =
    .percent = { $number } %
    .count = a count of { $number }
    .base = a base of { $low }
    .bases = a base of { $low } to { $high }
    .number = { $number }
    .mean = a mean of { $number }
    .total = a total of { $number }
    .missing = { $number } more in a row that is not there
    .range = { $text }
    .moves = { $scheme } with { $moves }
    .move = { $region } in { $area }
    .other-words = other words: the share is not on that side
audit-note =
    .rounded-twice = rounded twice
    .base-implied = the base is not printed with it
    .other-base = true of { $base }
    .fewer-values = true of { $base }, if values are missing
    .coarse = thousands may be rounded
    .always = every such percentage is one of whole numbers
    .within-rounding = within rounding
audit-source =
    .frame = frame
    .census = census
    .census-adults = census, 18 and over
    .units = units
audit-statistic =
    .minimum = minimum
    .lower = lower quartile
    .median = median
    .upper = upper quartile
    .maximum = maximum
    .mean = mean
audit-or = { $one } or { $other }
audit-spot = line { $line }, column { $column }
audit-title = Audit of { $name }
audit-counts = { $claims ->
    [one] { $claims } check
   *[other] { $claims } checks
}: { $fails ->
    [one] { $fails } fails
   *[other] { $fails } fail
}, { $untold } untold, { $holds ->
    [one] { $holds } holds
   *[other] { $holds } hold
}
audit-none = nothing was found that can be checked
audit-true = true would be: { $fits }
audit-columns =
    .place = place
    .claim = claim
    .verdict = verdict
    .computed = arithmetic
    .fits = true would be
audit-marked = The text with its claims
audit-found = What was checked
