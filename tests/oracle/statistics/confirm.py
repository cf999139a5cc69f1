"""Computes values of oracle_values.json again by other programs than gave them, where there is one. Run: python confirm.py

Writes confirmed.csv: key, value in the file, value here, program. It fails where they differ by more than the digits of the file.
"""

import csv
import json
import math
import pathlib

import esda
import libpysal
import numpy as np
import scipy
from scipy import stats

HERE = pathlib.Path(__file__).parent
VALUES = json.loads((HERE / "oracle_values.json").read_text(encoding="utf-8"))["frame135"]
with open(HERE / "frame135.csv", encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
R = np.array([int(row["resp"]) for row in ROWS])
POP = np.array([int(row["pop"]) for row in ROWS])
REGION, MACRO = (np.unique([row[name] for row in ROWS], return_inverse=True)[1] for name in ("region", "macro"))
N, n = len(R), R.sum()
NUMPY, SCIPY, ESDA = f"NumPy {np.__version__}", f"SciPy {scipy.__version__}", f"esda {esda.__version__}"
found = []


def say(program, **values):
    found.extend((key.replace("__", "/"), value, program) for key, value in values.items())


yes, no = POP[R == 1].astype(float), POP[R == 0].astype(float)
u = stats.mannwhitneyu(yes, no, method="exact")
asymptotic = {c: stats.mannwhitneyu(yes, no, method="asymptotic", use_continuity=c).pvalue for c in (True, False)}
ks = stats.ks_2samp(yes, no, method="exact")
say(SCIPY, mannwhitney_U=u.statistic, mannwhitney_exact_p=u.pvalue, mannwhitney_asym_cc_p=asymptotic[True],
    mannwhitney_asym_nocc_p=asymptotic[False], AUC=u.statistic / (len(yes) * len(no)), ks_D=ks.statistic, ks_exact_p=ks.pvalue,
    welch_p=stats.ttest_ind(yes, no, equal_var=False).pvalue)
say(NUMPY, hodges_lehmann=np.median(yes[:, None] - no[None, :]))
table = np.array([[((MACRO == g) & (R == r)).sum() for g in range(5)] for r in (0, 1)])
chi = stats.chi2_contingency(table, correction=False)
say(SCIPY, chi2_macro=chi.statistic, chi2_p=chi.pvalue, G_macro=stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic,
    cramers_v=stats.contingency.association(table, method="cramer"))
islands = stats.hypergeom(N, 22, n)
low, high = islands.cdf(8) - islands.pmf(8) / 2, islands.sf(8) + islands.pmf(8) / 2
say(SCIPY, hypergeom_macro_I__lower_p=islands.cdf(8), hypergeom_macro_I__midp2=2 * min(low, high),
    hypergeom_macro_I__fisher2_p=stats.fisher_exact([[8, 14], [n - 8, N - n - 14]]).pvalue)
mean, sd = n * POP.mean(), math.sqrt(n * (1 - n / N) * POP.var(ddof=1))
say(NUMPY, pop_total_null__mean=mean, pop_total_null__sd=sd, pop_total_null__z=(yes.sum() - mean) / sd)
say(NUMPY, smd_pop_pooled=(yes.mean() - no.mean()) / math.sqrt((yes.var(ddof=1) + no.var(ddof=1)) / 2),
    smd_pop_vs_frame_sd=(yes.mean() - POP.mean()) / POP.std(ddof=1))
shares = [np.array([(MACRO[R == r] == g).mean() for g in range(4)]) for r in (1, 0)]
S = sum(np.diag(p) - np.outer(p, p) for p in shares) / 2
T = shares[0] - shares[1]
say(NUMPY, smd_macro_yang_dalton=math.sqrt(T @ np.linalg.solve(S, T)))


def by(codes):
    return np.bincount(codes, POP * R), np.bincount(codes, POP)


def dissimilarity(codes):
    part, whole = by(codes)
    rest = whole - part
    return abs(part / part.sum() - rest / rest.sum()).sum() / 2


part, whole = by(REGION)
order = np.argsort(part / whole)
w, p = (np.concatenate([[0], np.cumsum(x[order]) / x.sum()]) for x in (whole, part))


def theil(part, whole):
    share = part / part.sum()
    keep = share > 0
    return (share[keep] * np.log(share[keep] / (whole[keep] / whole.sum()))).sum()


total, between = theil(part, whole), theil(*by(MACRO))
say(NUMPY, dissim_pop_macro=dissimilarity(MACRO), dissim_pop_region=dissimilarity(REGION),
    gini_cov_region_popw=1 - ((w[1:] - w[:-1]) * (p[1:] + p[:-1])).sum(), theilT_cov_region_popw=total, theil_between_macro=between,
    theil_within=total - between)
size, answered = np.bincount(REGION), np.bincount(REGION, R)
rate, firth = (answered / size)[REGION], ((answered + 0.5) / (size + 1))[REGION]
bias = (answered / size * (1 - answered / size)).sum() / N
say(NUMPY, R_region_saturated__R_unadj=1 - 2 * rate.std(ddof=1), R_region_saturated__bias_closed_form=bias,
    R_region_saturated__R_adj_closed_form=1 - 2 * math.sqrt(rate.var(ddof=1) - bias), R_region_saturated__R_unadj_firth=1 - 2 * firth.std(ddof=1))
y = np.array([int(row["id"][1:]) % 3 == 0 for row in ROWS], float)[R == 1]
say(NUMPY, y__mean=y.mean(), y__se_fpc=math.sqrt((1 - n / N) * y.var(ddof=1) / n), y__pop_weighted_mean=(yes * y).sum() / yes.sum())
M = [m for m in range(32, N - 56) if stats.hypergeom.sf(31, N, m, n) > 0.025 and stats.hypergeom.cdf(32, N, m, n) > 0.025]
say(SCIPY, y__hypergeom_ci95_M__0=M[0], y__hypergeom_ci95_M__1=M[-1], y__clopper_pearson_no_fpc__0=stats.beta.ppf(0.025, 32, 58),
    y__clopper_pearson_no_fpc__1=stats.beta.ppf(0.975, 33, 57))
grid = libpysal.weights.lat2W(9, 15, rook=True)
joins = esda.Join_Counts(R, grid, permutations=0)
row = libpysal.weights.lat2W(9, 15, rook=True)
row.transform = "R"
moran, geary = esda.Moran(R, row, permutations=0), esda.Geary(R, row, permutations=0)
g = esda.G(POP.astype(float), grid, permutations=0)
say(ESDA, rook9x15__J=joins.J, rook9x15__BB=joins.bb, rook9x15__WW=joins.ww, rook9x15__BW=joins.bw, rook9x15__moran_I_resp=moran.I,
    rook9x15__EI=moran.EI, rook9x15__VI_rand=moran.VI_rand, rook9x15__VI_norm=moran.VI_norm, rook9x15__p_rand_two_sided=moran.p_rand,
    rook9x15__geary_C=geary.C, rook9x15__G_pop=g.G, rook9x15__z_G=g.z_norm)

with open(HERE / "confirmed.csv", "w", encoding="utf-8", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["key", "oracle", "confirmed", "program"])
    for key, value, program in found:
        expected = VALUES
        for name in key.split("/"):
            expected = expected[int(name) if isinstance(expected, list) else name]
        digits = max(len(str(expected).replace(".", "").replace("-", "").lstrip("0")), 6)
        assert math.isclose(value, expected, rel_tol=max(10 ** (1 - digits), 1e-13)), (key, value, expected)
        out.writerow([key, expected, f"{value:.15g}", program])
print(len(found), "values confirmed")
