"""Expected values of tests/it/limits_oracle.rs. Usage: python3 make_limits.py > limits.json

Independent of the program: scipy's noncentral χ² is inverted by Brent's method; profiles of the likelihood (with Firth's penalty of the
whole model, or without any) are maximised by BFGS with numerical care, and their ends found by Brent's method. Confirmed for the plain
likelihood by confint() of R's MASS (make_profiles.R).
"""
import json, platform

import numpy as np, pandas as pd, patsy, scipy
from scipy.optimize import brentq, minimize
from scipy.stats import chi2, ncx2


def columns(formula, d):
    return np.asarray(patsy.dmatrix(formula, d))


def log_likelihood(X, y, b, penalised):
    eta = X @ b
    value = y @ eta - np.logaddexp(0, eta).sum()
    if penalised:
        p = 1 / (1 + np.exp(-eta))
        value += 0.5 * np.linalg.slogdet((X * (p * (1 - p))[:, None]).T @ X)[1]
    return value


def maximum(X, y, penalised, held=None, value=0.0):
    """The largest log likelihood, one coefficient held."""
    k = X.shape[1]
    free = [j for j in range(k) if j != held]
    def whole(part):
        b = np.zeros(k)
        b[free] = part
        if held is not None:
            b[held] = value
        return b
    if not free:
        return log_likelihood(X, y, whole([]), penalised), whole([])
    f = lambda part: -log_likelihood(X, y, whole(part), penalised)
    best = np.zeros(len(free))
    for _ in range(4):
        best = minimize(f, best, method="BFGS", options=dict(gtol=1e-9, maxiter=5000)).x
        best = minimize(f, best, method="Nelder-Mead", options=dict(xatol=1e-10, fatol=1e-13, maxiter=20000, maxfev=20000)).x
    return -f(best), whole(best)


def profiles(X, y, penalised):
    scale = np.abs(X).max(0)
    Z = X / scale
    top, b = maximum(Z, y, penalised)
    eta = Z @ b
    p = 1 / (1 + np.exp(-eta))
    error = np.sqrt(np.diag(np.linalg.inv((Z * (p * (1 - p))[:, None]).T @ Z)))
    rows = []
    for j in range(X.shape[1]):
        drop = lambda value: 2 * (top - maximum(Z, y, penalised, j, value)[0])
        ends = []
        for side in (-1, 1):
            far = 2.0
            while drop(b[j] + side * far * error[j]) < chi2.ppf(0.95, 1):
                far *= 1.5
            ends.append(brentq(lambda t: drop(b[j] + side * t * error[j]) - chi2.ppf(0.95, 1), 0.1, far, xtol=1e-8))
        rows.append(dict(estimate=b[j] / scale[j], wald_p=2 * scipy.stats.norm.sf(abs(b[j] / error[j])), p=chi2.sf(drop(0.0), 1),
                         low=(b[j] - ends[0] * error[j]) / scale[j], high=(b[j] + ends[1] * error[j]) / scale[j]))
    return rows


def noncentralities(x, k, tail=0.025):
    chance = chi2.cdf(x, k)
    high = -2 * np.log(tail) if x == 0 else brentq(lambda l: ncx2.cdf(x, k, l) - tail * chance, 1e-9, 10 * x + 100, xtol=1e-11)
    low = 0.0 if chi2.sf(x, k) >= tail else brentq(lambda l: ncx2.sf(x, k, l) - tail, 1e-9, x, xtol=1e-11)
    return low, high


def limits(X, y, d=None):
    """Score statistic of the logistic model against equal propensities, by its own definition, and the ends of S, CV and R."""
    n = len(y)
    d = np.ones(n) if d is None else d * n / d.sum()
    P = (d @ y) / n
    centred = X[:, 1:] - (d @ X[:, 1:]) / n
    J = (centred * d[:, None]).T @ centred
    score = centred.T @ (d * (y - P))
    k = centred.shape[1]
    effect = np.trace(np.linalg.solve(J, (centred * (d**2)[:, None]).T @ centred)) / k
    statistic = score @ np.linalg.solve(J, score) / (P * (1 - P)) / effect
    low, high = noncentralities(statistic, k)
    # Propensities lie between 0 and 1, so S is at most √(P(1 − P)).
    S = [np.sqrt(min(l * effect / n, 1) * P * (1 - P)) for l in (low, high)]
    return dict(statistic=statistic, degrees=k, effect=effect, s=S, cv=[s / P for s in S], r=[1 - 2 * S[1], 1 - 2 * S[0]])


def of_counts(counts):
    """(units, respondents) by level as columns."""
    level = np.concatenate([[h] * n for h, (n, _) in enumerate(counts)])
    y = np.concatenate([[1.0] * r + [0.0] * (n - r) for n, r in counts])
    return np.column_stack([np.ones(len(y))] + [(level == h) * 1.0 for h in range(1, len(counts))]), y


result = {"versions": dict(python=platform.python_version(), numpy=np.__version__, scipy=scipy.__version__)}
for x, k in ((0.0, 3), (0.2, 3), (2.5, 1), (7.0, 5), (12.0, 5), (40.0, 8), (500.0, 20), (4000.0, 12)):
    result[f"noncentral {x} {k}"] = noncentralities(x, k)
for name, formula, penalised in (
    ("tied", "area + ward", False), ("tied", "area + beds", False), ("large", "ward + rate", False),
    ("tiny", "area", True), ("separated", "area", True), ("separated", "area + beds", True), ("separated", "ward + beds", True)):
    frame = pd.read_csv(f"{name}.csv")
    X, y = columns(formula, frame), frame.resp.to_numpy(float)
    key = ("firth " if penalised else "") + f"{name}: {formula}"
    result[key] = dict(profiles=profiles(X, y, penalised), limits=limits(X, y), weighted=limits(X, y, frame.weight.to_numpy(float)))
# A level nobody answered in: Wald's test finds little, the penalised likelihood ratio more.
result["counts"] = {"units": [15, 9], "answered": [7, 0], "profiles": profiles(*of_counts([(15, 7), (9, 0)]), True)}
print(json.dumps(result, indent=1, default=float))
