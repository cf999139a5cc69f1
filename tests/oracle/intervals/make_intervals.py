"""Intervals by SciPy, for `src/analysis/interval`. Usage: python make_intervals.py > intervals.json

Imbens and Manski's by root finding; Student's with the first term of the expansion for skewed numbers, written out again; shares of a
group of unknown size, with the probability, summed over all samples, that their interval holds the truth; bounds of a sample with design
weights, from a simulated one.
"""

import json

import numpy as np
import scipy
from scipy.optimize import brentq
from scipy.stats import beta, hypergeom, norm, t


def imbens_manski(low, low_error, high, high_error):
    apart = (high - low) / max(low_error, high_error)
    c = brentq(lambda c: norm.cdf(c + apart) - norm.cdf(-c) - 0.95, 1.0, 3.0, xtol=1e-14)
    return [low - c * low_error, high + c * high_error]


def skewed_student(y, n_frame):
    y = np.asarray(y, float)
    n, f = len(y), len(y) / n_frame
    mean, s = y.mean(), y.std(ddof=1)
    error = s * np.sqrt((1 - f) / n)
    # The skewness as SPSS and Excel print it.
    g = n / ((n - 1) * (n - 2)) * (((y - mean) / s) ** 3).sum()
    a = lambda x: abs(g) / np.sqrt(n) / 6 / np.sqrt(1 - f) * ((2 - f) * x**2 + 1 - 2 * f)
    q = t.ppf(0.975, n - 1)
    long = max(q, q + a(q + a(q)))
    down, up = (q, long) if g > 0 else (long, q)
    return {"y": list(y), "n_frame": n_frame, "error": error, "low": mean - down * error, "high": mean + up * error}


def in_group(n, y, f):
    low = beta.ppf(0.025, y, n - y + 1) if y > 0 else 0.0
    high = beta.ppf(0.975, y + 1, n - y) if y < n else 1.0
    left = f / -np.log(1 - f)
    return [y / n - left * (y / n - low), y / n + left * (high - y / n)]


def smallest_coverage(n_frame, n_answered, n_group):
    """Over all true shares of the group, given that somebody of it answered."""
    f = n_answered / n_frame
    ends = {}
    smallest = 1.0
    for marked in range(n_group + 1):
        held = whole = 0.0
        for n in range(1, min(n_group, n_answered) + 1):
            of_n = hypergeom.pmf(n, n_frame, n_group, n_answered)
            if of_n < 1e-9:
                continue
            for y in range(max(0, n - n_group + marked), min(marked, n) + 1):
                p = of_n * hypergeom.pmf(y, n_group, marked, n)
                low, high = ends.setdefault((n, y), in_group(n, y, f))
                whole += p
                held += p * (low - 1e-12 <= marked / n_group <= high + 1e-12)
        smallest = min(smallest, held / whole)
    return smallest


bounds = [(0.2, 0.05, 0.2, 0.05), (0.2, 0.05, 0.21, 0.05), (0.2, 0.05, 0.3, 0.07), (0.1, 0.02, 0.9, 0.01), (3.0, 0.5, 3.4, 0.9)]
random = np.random.default_rng(12)
samples = [(np.round(np.exp(random.normal(0, 1, n)), 3), n_frame) for n, n_frame in ((18, 40), (61, 135), (3, 5))]
samples += [(-samples[0][0], 40), (np.round(random.normal(10, 2, 30), 2), 400)]
groups = [(34, 0, 89 / 135), (34, 34, 89 / 135), (13, 1, 0.45), (60, 20, 0.8), (2, 1, 0.1)]
frames = [(40, 18, 13), (40, 32, 13), (40, 32, 32), (135, 61, 45), (135, 89, 45), (135, 27, 17)]
print(json.dumps({
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "imbens_manski": [{"bounds": b, "ends": imbens_manski(*b)} for b in bounds],
    "skewed_student": [skewed_student(*sample) for sample in samples],
    "in_group": [{"n": n, "with": y, "fraction": f, "ends": in_group(n, y, f)} for n, y, f in groups],
    "smallest_coverage": [{"frame": frame, "holds": smallest_coverage(*frame)} for frame in frames],
}, indent=1))
