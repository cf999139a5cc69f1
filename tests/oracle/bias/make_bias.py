"""Expected values of tests/it/bias_oracle.rs. Usage: python3 make_frames.py && python3 make_bias.py > bias.json

Independent of the program: statsmodels fits, scipy maximises the penalised likelihood and decides separation by linear
programming, numpy computes indicators with full matrices.
"""
import json, platform

import numpy as np, pandas as pd, patsy, scipy, statsmodels, statsmodels.api as sm
from scipy.optimize import linprog, minimize


def columns(formula, d):
    return np.asarray(patsy.dmatrix(formula, d))


def indicators(X, p, V, d, slope=None):
    """R, R_adj, SE, CV, SE of CV with design weights d, by full matrices."""
    n, N = len(p), d.sum()
    z = (p * (1 - p) if slope is None else slope)[:, None] * X
    mean = (d * p).sum() / N
    S2 = (d * (p - mean) ** 2).sum() / (N - 1)
    def variance(v):
        t = d * v
        return max(0, 1 - n / N) * n / (n - 1) * ((t - t.mean()) ** 2).sum()
    bias = ((d * np.einsum("ij,jk,ik->i", z, V, z)).sum() - variance(p) / N) / N
    f = min(1, max(0, 1 - bias / S2))
    zc = z - (d[:, None] * z).sum(0) / N
    A, B = (d[:, None] * zc * (p - mean)[:, None]).sum(0) / N, (zc * d[:, None]).T @ zc / N
    total = 4 * A @ V @ A + 2 * np.trace(B @ V @ B @ V) + variance((p - mean) ** 2) / N**2
    se = np.sqrt(total / ((d * (p - mean) ** 2).sum() / N))
    cv = np.sqrt(S2 * f) / mean
    return dict(r=1 - 2 * np.sqrt(S2), r_adjusted=1 - 2 * np.sqrt(S2 * f), factor=f, se=se, cv=cv,
                cv_se=np.sqrt(se**2 / (4 * mean**2) + cv**4 / n))


def partials(X, p, V, f, this, others):
    """Of one category: projections on its levels, and off the cells of the others."""
    N = len(p)
    z = (p * (1 - p))[:, None] * X
    def onto(groups):
        G = np.asarray(pd.get_dummies(groups)).astype(float)
        return G @ np.linalg.inv(G.T @ G) @ G.T
    one = np.ones((N, N)) / N
    result = {}
    for name, P in (("unconditional", onto(this) - one), ("conditional", np.eye(N) - onto(others))):
        variance = p @ P @ p / N
        A, B = p @ P @ z / N, z.T @ P @ z / N
        result[name] = np.sqrt(f * variance)
        result[name + "_se"] = np.sqrt(4 * A @ V @ A + 2 * np.trace(B @ V @ B @ V)) / (2 * np.sqrt(variance))
    return result


def logistic(X, y, d=None):
    """Coefficients, covariance by the sandwich (or the inverse information without weights), propensities."""
    w = np.ones(len(y)) if d is None else d
    fit = sm.GLM(y, X, family=sm.families.Binomial(), freq_weights=w).fit(tol=1e-14, maxiter=200)
    p = fit.fittedvalues
    bread = np.linalg.inv((X * (w * p * (1 - p))[:, None]).T @ X)
    return fit.params, bread @ ((X * (w**2 * p * (1 - p))[:, None]).T @ X) @ bread, p


def firth(X, y):
    def penalised(b):
        eta = X @ b
        p = 1 / (1 + np.exp(-eta))
        return -(y @ eta - np.logaddexp(0, eta).sum() + 0.5 * np.linalg.slogdet((X * (p * (1 - p))[:, None]).T @ X)[1])
    best = minimize(penalised, np.zeros(X.shape[1]), method="BFGS", options=dict(gtol=1e-10, maxiter=5000))
    best = minimize(penalised, best.x, method="Nelder-Mead", options=dict(xatol=1e-12, fatol=1e-15, maxiter=200000, maxfev=200000))
    return 1 / (1 + np.exp(-X @ best.x))


def is_separated(X, y):
    """Konis (2007): a direction that never goes against an answer and moves some unit."""
    signed = (2 * y - 1)[:, None] * X
    best = linprog(-signed.sum(0), A_ub=-signed, b_ub=np.zeros(len(y)), bounds=[(-1, 1)] * X.shape[1])
    return bool(best.fun < -1e-7)


def imbalance(X, y):
    D = X[y == 1].mean(0) - X.mean(0)
    return float(y.mean() ** 2 * D @ np.linalg.pinv(X.T @ X / len(y)) @ D)


MODELS = {
    ("tied", "area + ward + beds"): "C(area) + C(ward) + beds",
    ("tied", "area + beds + ward:rate"): "C(area) + beds + C(ward):rate",
    ("tied", "area + ward + area:ward"): "C(area) * C(ward)",
    ("large", "area + ward + beds + rate"): "C(area) + C(ward) + beds + rate",
    ("large", "ward + log(beds) + cut(rate, breaks = [0, 1])"): "C(ward) + np.log(beds) + C(np.searchsorted([0, 1], rate, side='left'))",
    ("large", "area + ward"): "C(area) + C(ward)",
    ("tiny", "area + beds"): "C(area) + beds",
}
out = {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__,
       "statsmodels": statsmodels.__version__, "patsy": patsy.__version__}
for (frame, ours), theirs in MODELS.items():
    d = pd.read_csv(f"{frame}.csv")
    X, y = columns(theirs, d), d.resp.to_numpy(float)
    b, V, p = logistic(X, y)
    one = np.ones(len(y))
    row = dict(p_first=list(p[:4]), log_odds=sorted(b), standard_errors=sorted(np.sqrt(np.diag(V))), imbalance=imbalance(X, y), **indicators(X, p, V, one))
    if ours == "area + ward":
        row["area"] = partials(X, p, V, row["factor"], d.area, d.ward)
    if frame != "tiny":
        w = d.weight.to_numpy()
        b, V, p = logistic(X, y, w)
        row["weighted"] = dict(p_first=list(p[:4]), standard_errors=sorted(np.sqrt(np.diag(V))), **indicators(X, p, V, w))
    out[f"{frame}: {ours}"] = row
for frame, ours, theirs in [("tiny", "area + ward + beds", "C(area) + C(ward) + beds"), ("separated", "area", "C(area)"),
                            ("separated", "area + beds", "C(area) + beds"), ("separated", "ward + beds", "C(ward) + beds"),
                            ("tied", "area + ward", "C(area) + C(ward)")]:
    d = pd.read_csv(f"{frame}.csv")
    X, y = columns(theirs, d), d.resp.to_numpy(float)
    out[f"firth {frame}: {ours}"] = dict(separated=is_separated(X, y), p=list(firth(X, y)[:6]))
print(json.dumps(out, indent=1))
