"""Peers of `cargo bench --bench representativeness`: the same frame, the same indicators.

Python 3, numpy, scipy and statsmodels. Usage: python3 peers_representativeness.py [units]
"""
import sys
import time

import numpy as np
import statsmodels
import statsmodels.api as sm

N = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


def frame(n):
    """The congruential generator of the benchmark, its upper bits, unit by unit."""
    x, mask = 20_230_101, (1 << 64) - 1
    codes, answered = np.zeros((n, 10), np.int64), np.zeros(n, bool)
    for unit in range(n):
        chance = 40
        for position in range(10):
            x = (x * 6364136223846793005 + 1442695040888963407) & mask
            level = (x >> 33) % 5
            codes[unit, position] = level
            chance += level * (position < 3)
        x = (x * 6364136223846793005 + 1442695040888963407) & mask
        answered[unit] = (x >> 33) % 100 < chance
    return codes, answered


def design(codes):
    columns = [np.ones(len(codes))]
    for position in range(codes.shape[1]):
        columns += [(codes[:, position] == level).astype(float) for level in range(1, 5)]
    return np.column_stack(columns)


def indicators(X, p, V):
    n = len(p)
    z = (p * (1 - p))[:, None] * X
    S2 = p.var(ddof=1)
    f = max(0, 1 - np.einsum("ij,jk,ik->", z, V, z, optimize=True) / n / S2)
    zc = z - z.mean(0)
    A, B = (zc * (p - p.mean())[:, None]).mean(0), zc.T @ zc / n
    se = np.sqrt((4 * A @ V @ A + 2 * np.trace(B @ V @ B @ V)) / p.var())
    return 1 - 2 * np.sqrt(S2), 1 - 2 * np.sqrt(S2 * f), se


def with_numpy(X, y):
    """Newton's method by hand, what a careful analyst would write."""
    beta = np.zeros(X.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-(X @ beta)))
        V = np.linalg.inv((X * (p * (1 - p))[:, None]).T @ X)
        step = V @ (X.T @ (y - p))
        beta += step
        if np.abs(step).max() < 1e-10:
            break
    return indicators(X, p, V)


def with_statsmodels(X, y):
    fit = sm.GLM(y, X, family=sm.families.Binomial()).fit()
    return indicators(X, fit.fittedvalues, fit.cov_params())


codes, answered = frame(N)
y = answered.astype(float)
print(f"numpy {np.__version__}, statsmodels {statsmodels.__version__}, {N} units")
for name, fit in [("numpy", with_numpy), ("statsmodels", with_statsmodels)]:
    start = time.perf_counter()
    R, adjusted, se = fit(design(codes), y)
    print(f"{name:12} {time.perf_counter() - start:6.2f} s  R {R:.9f} adjusted {adjusted:.9f} SE {se:.9f}")
