"""Local join counts and local Moran of response on grids fifteen units wide, neighbours across sides, of the halves across corners too. Run: python make_local.py

Writes local.csv: esda's statistics and p-values by conditional permutation, SciPy's hypergeometric p-values and statsmodels' adjustment of them.
The versions stand in the first lines.
"""

import csv
import pathlib

import esda
import libpysal
import numpy as np
import scipy
import statsmodels
from scipy.stats import hypergeom
from statsmodels.stats.multitest import multipletests

HERE = pathlib.Path(__file__).parent
WIDE, PERMUTATIONS = 15, 9_999


def frames():
    with open(HERE.parent / "statistics" / "frame135.csv", encoding="utf-8") as file:
        yield "synthetic", np.array([int(row["resp"]) for row in csv.DictReader(file)])
    with open(HERE / "frames.csv", encoding="utf-8") as file:
        yield "large", np.array([int(row["answered"]) for row in csv.DictReader(file) if row["frame"] == "large"])
    unit = np.arange(120)
    yield "halves", ((unit % WIDE < 7) ^ (unit % 11 == 0)).astype(int)


out = []
for name, answered in frames():
    n = len(answered)
    w = libpysal.weights.lat2W(n // WIDE, WIDE, rook=name != "halves")
    np.random.seed(7)
    local = {r: esda.Join_Counts_Local(connectivity=w).fit((answered == r).astype(int), permutations=PERMUTATIONS) for r in (0, 1)}
    binary = w.sparse.toarray()
    w.transform = "R"
    moran = esda.Moran_Local(answered.astype(float), w, transformation="R", permutations=0)
    around, alike = binary.sum(1).astype(int), np.array([binary[i] @ (answered == answered[i]) for i in range(n)]).astype(int)
    # esda takes the smaller tail.
    same = np.array([(answered == answered[i]).sum() - 1 for i in range(n)])
    p = hypergeom.sf(alike - 1, n - 1, same, around)
    assert all(alike[i] == local[answered[i]].LJC[i] for i in range(n))
    simulated = np.array([local[answered[i]].p_sim[i] for i in range(n)])
    adjusted = multipletests(p, method="fdr_bh")[1]
    fdr = esda.fdr(p, 0.05)
    # esda divides by n − 1 units, localmoran of spdep and we by n.
    value = moran.Is * n / (n - 1)
    out += [[name, i, answered[i], f"{value[i]:.15g}", alike[i], f"{p[i]:.15g}", simulated[i], f"{adjusted[i]:.15g}", int(p[i] <= fdr)]
            for i in range(n)]
with open(HERE / "local.csv", "w", newline="", encoding="utf-8") as file:
    file.write(f"# esda {esda.__version__}, libpysal {libpysal.__version__}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}\n")
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow("frame,unit,answered,moran,alike,p,p_simulated,p_adjusted,found_by_fdr".split(","))
    rows.writerows(out)
