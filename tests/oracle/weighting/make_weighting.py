"""Expected values of tests/it/weighting.rs. Usage: python3 make_weighting.py > weighting.json

Independent of the program: statsmodels fits propensities, scipy solves entropy balancing, pandas cuts classes, the package balance
computes standardised differences. The frame is ../bias/large.csv.
"""
import json, pathlib, platform

import numpy as np, pandas as pd, patsy, scipy, statsmodels, statsmodels.api as sm
from scipy.optimize import minimize, root

import logging
logging.disable(logging.CRITICAL)
import balance
from balance.stats_and_plots.weighted_comparisons_stats import asmd

here = pathlib.Path(__file__).parent
d = pd.read_csv(here / "../bias/large.csv")
N, r = len(d), d.resp.to_numpy().astype(float)
answered = r == 1
out = {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__, "pandas": pd.__version__,
       "statsmodels": statsmodels.__version__, "balance": balance.__version__}


def told(w):
    return dict(first=list(w[:5]), sum=w.sum(), smallest=w.min(), largest=w.max(), design_effect=len(w) * (w**2).sum() / w.sum() ** 2)


# Inverse propensities in Hájek form, and the error of a total with them: the whole estimator again for every respondent.
X = np.asarray(patsy.dmatrix("area + ward + beds", d))


def propensities(r, start=None):
    b = np.zeros(X.shape[1]) if start is None else start.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-X @ b))
        step = np.linalg.solve((X * (p * (1 - p))[:, None]).T @ X, X.T @ (r - p))
        b += step
        if np.abs(X @ step).max() < 1e-13:
            break
    return 1 / (1 + np.exp(-X @ b)), b


p, b = propensities(r)
assert np.abs(p - sm.Logit(r, X).fit(disp=0, tol=1e-12, maxiter=100).predict()).max() < 1e-9
hajek = 1 / p[answered]
hajek *= N / hajek.sum()
out["inverse propensity"] = told(hajek)
y = d.beds.to_numpy() / 100 + 2.0 * (d.ward == "y") - np.arange(N) % 5


def total(r):
    q, _ = propensities(r, b)
    return N * (r * y / q).sum() / (r / q).sum()


h, variance = 1e-4, 0.0
for i in np.flatnonzero(answered):
    up, down = r.copy(), r.copy()
    up[i] += h
    down[i] -= h
    variance += (1 - p[i]) * ((total(up) - total(down)) / (2 * h)) ** 2
out["inverse propensity, total"] = dict(estimate=total(r), standard_error=np.sqrt(variance))


# Entropy balancing: the dual by BFGS, then the moment equations by Powell's hybrid method; the primal is looked at by its conditions.
def entropy(M, base):
    """M: columns over the frame without the constant; base: design weights of the frame."""
    Z = (M - np.average(M, axis=0, weights=base)) / np.sqrt(np.average((M - np.average(M, axis=0, weights=base)) ** 2, axis=0, weights=base))
    Z, q = Z[answered], base[answered]
    weights = lambda l: q * np.exp(Z @ l) / (q * np.exp(Z @ l)).sum()
    moments = lambda l: weights(l) @ Z
    found = minimize(lambda l: np.log((q * np.exp(Z @ l)).sum()), np.zeros(Z.shape[1]), jac=moments, method="BFGS", options=dict(gtol=1e-9))
    found = root(moments, found.x, method="hybr", tol=1e-14)
    assert np.abs(moments(found.x)).max() < 1e-12
    w = weights(found.x) * base.sum()
    # Kuhn and Tucker: ln(w/d) is a linear function of the columns.
    A = np.column_stack([np.ones(len(w)), Z])
    assert np.abs(np.log(w / q) - A @ np.linalg.lstsq(A, np.log(w / q), rcond=None)[0]).max() < 1e-9
    return w


dummies = np.asarray(patsy.dmatrix("area + ward", d))[:, 1:]
beds = d.beds.to_numpy().astype(float)
out["entropy area, ward, beds"] = told(entropy(np.column_stack([dummies, beds, beds**2]), np.ones(N)))
out["entropy ward, beds, weighted"] = told(entropy(np.column_stack([np.asarray(patsy.dmatrix("ward", d))[:, 1:], beds, beds**2]), d.weight.to_numpy()))
# Without squares it is raking; R's survey has these in ../bias/weights.json, key "exponential".
out["entropy without squares"] = told(entropy(np.column_stack([dummies, beds]), np.ones(N)))

# Five classes of the propensity.
classes = pd.qcut(p, 5, labels=False)
table = pd.DataFrame(dict(c=classes, r=r, p=p)).groupby("c").agg(n=("r", "size"), answered=("r", "sum"), mean=("p", "mean"), low=("p", "min"), high=("p", "max"))
by_class = (table.n / table.answered).to_numpy()[classes][answered]
out["classes"] = told(by_class)
out["class table"] = {f"class {c + 1}": {k: float(v) for k, v in row.items()} for c, row in table.iterrows()}

# Standardised differences from the frame, over the frame's standard deviation, before and after weights.
frame = pd.concat([pd.get_dummies(d[["area", "ward"]], prefix_sep="[").rename(columns=lambda c: c + "]").astype(float), d[["beds", "rate"]]], axis=1)
post = d.groupby("area").resp.agg(["size", "sum"])
poststratified = d.area.map(post["size"] / post["sum"])[answered].to_numpy()
for name, w in [("unweighted", None), ("poststratified", poststratified), ("entropy", entropy(np.column_stack([dummies, beds, beds**2]), np.ones(N)))]:
    found = asmd(frame[answered], frame, None if w is None else pd.Series(w, index=frame[answered].index), None, std_type="target")
    out["balance " + name] = {k: float(v) for k, v in found.items()}
found = asmd(frame[answered], frame, d.weight[answered], d.weight, std_type="target")
out["balance of a sample"] = {k: float(v) for k, v in found.items()}
print(json.dumps(out, indent=1, ensure_ascii=False))
