"""Partial indicators of a sample and their standard errors. Run: python make_partial_sample.py > partial_sample.json (after make_frames.py)

No derivative is written down: indicators are computed again with each coefficient, and each design weight, a little larger and smaller. Then
4,000 samples are drawn from a made population, units answer, the model is fitted, and the spread of the indicators stands beside the mean of
their standard errors.
"""

import json
import pathlib
import platform

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).parent


def dummies(codes):
    return (codes[:, None] == np.arange(1, codes.max() + 1)).astype(float)


def fit(X, r, d):
    b = np.zeros(X.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-X @ b))
        move = np.linalg.solve((X * (d * p * (1 - p))[:, None]).T @ X, X.T @ (d * (r - p)))
        b = b + move
        if abs(move).max() < 1e-13:
            break
    p = 1 / (1 + np.exp(-X @ b))
    bread = np.linalg.inv((X * (d * p * (1 - p))[:, None]).T @ X)
    return b, bread @ ((X * (d**2 * p * (1 - p))[:, None]).T @ X) @ bread


def means(p, d, codes):
    size = np.bincount(codes, d)
    return np.bincount(codes, d * p) / size, size


def indicators(p, d, this, other):
    """Variances between levels and within cells of the other variable, and indicators of levels."""
    N = d.sum()
    own, size = means(p, d, this)
    mean = (d * p).sum() / N
    cell, _ = means(p, d, other)
    inside = d * (p - cell[other]) ** 2 / N
    level = np.sqrt(size / N) * (own - mean)
    within = np.bincount(this, inside)
    return np.concatenate([[(size * (own - mean) ** 2).sum() / N, within.sum()], level, np.sqrt(within)])


def design(d, u):
    n, N = len(d), d.sum()
    v = d[:, None] * u
    return max(0, 1 - n / N) * n / (n - 1) * ((v - v.mean(0)) ** 2).sum(0)


def second_order(X, p, V, d, this, other):
    """2 tr(BVBV) of both variances."""
    N, z = d.sum(), (p * (1 - p))[:, None] * X
    found = []
    for codes, within in ((this, False), (other, True)):
        size = np.bincount(codes, d)
        mean = np.stack([np.bincount(codes, d * column) / size for column in z.T], 1)
        part = z - mean[codes] if within else mean[codes] - (d[:, None] * z).sum(0) / N
        B = (part * d[:, None]).T @ part / N
        found.append(2 * np.trace(B @ V @ B @ V))
    return np.array(found)


def errors(X, r, d, this, other, eps=1e-5):
    b, V = fit(X, r, d)
    at = lambda b: 1 / (1 + np.exp(-X @ b))
    p = at(b)
    value = indicators(p, d, this, other)
    by_b = np.stack([(indicators(at(b + eps * e), d, this, other) - indicators(at(b - eps * e), d, this, other)) / (2 * eps)
                     for e in np.eye(len(b))])
    step = eps * d.mean()
    u = np.stack([(indicators(p, d + step * e, this, other) - indicators(p, d - step * e, this, other)) / (2 * step)
                  for e in np.eye(len(d))])
    variance = np.einsum("ik,ij,jk->k", by_b, V, by_b) + design(d, u)
    variance[:2] += second_order(X, p, V, d, this, other)
    error = np.sqrt(variance)
    error[:2] /= 2 * np.sqrt(value[:2])
    value[:2] = np.sqrt(value[:2])
    return value, error


def simulated(draws=4000, N=40_000, n=1_200, shown=("between", "within")):
    """Samples with unequal probabilities, with replacement; errors of every fortieth draw by the same route."""
    random = np.random.default_rng(5)
    this, other = random.integers(0, 4, N), random.integers(0, 3, N)
    size = 1 + this + random.random(N)
    X = np.column_stack([np.ones(N), dummies(this), dummies(other)])
    p = 1 / (1 + np.exp(-X @ np.array([0.2, 0.5, -0.4, 0.9, -0.5, 0.6])))
    values, found = [], []
    for draw in range(draws):
        chosen = random.choice(N, n, p=size / size.sum())
        d = size.sum() / (n * size[chosen])
        r = (random.random(n) < p[chosen]).astype(float)
        b, _ = fit(X[chosen], r, d)
        value = indicators(1 / (1 + np.exp(-X[chosen] @ b)), d, this[chosen], other[chosen])
        value[:2] = np.sqrt(value[:2])
        values.append(value)
        if draw % 40 == 0:
            found.append(errors(X[chosen], r, d, this[chosen], other[chosen])[1])
    return {"draws": draws, "sd": np.std(values, axis=0).tolist(), "mean_standard_error": np.mean(found, axis=0).tolist()}


d = pd.read_csv(HERE / "large.csv")
area, ward = (np.unique(d[name], return_inverse=True)[1] for name in ("area", "ward"))
X = np.column_stack([np.ones(len(d)), dummies(area), dummies(ward)])
out = {"python": platform.python_version(), "numpy": np.__version__}
for name, this, other in (("area", area, ward), ("ward", ward, area)):
    value, error = errors(X, d["resp"].to_numpy(float), d["weight"].to_numpy(float), this, other)
    k = this.max() + 1
    out[name] = {"error": error[:2].tolist(), "level": value[2:2 + k].tolist(), "level_error": error[2:2 + k].tolist(),
                 "within": value[2 + k:].tolist(), "within_error": error[2 + k:].tolist()}
out["simulated"] = simulated()
print(json.dumps(out, indent=1))
