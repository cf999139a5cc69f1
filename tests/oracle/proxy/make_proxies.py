"""Expected values of tests/it/proxy_oracle.rs. Usage: python3 make_proxies.py > proxies.json

Independent of the program: columns as they are (no change of basis), the penalised likelihood maximised by BFGS and Nelder-Mead, every
respondent left out by a fit of its own, biserial correlations by bounded search, posteriors drawn with NumPy's generator from the formulas
of Andridge and Little (2011) and Andridge and others (2019), bounds and odds by their definitions. make_probits.R confirms the fits with
brglm2.
"""
import json, platform

import numpy as np, pandas as pd, scipy
from scipy.optimize import minimize, minimize_scalar
from scipy.stats import nchypergeom_fisher, norm

frame = pd.read_csv("../statistics/frame135.csv")
answered = frame.resp.to_numpy() == 1
areas = list(dict.fromkeys(frame.macro))
macro = np.array([areas.index(a) for a in frame.macro])
size = frame["pop"].to_numpy(float)
Z = np.column_stack([np.ones(len(frame))] + [(macro == a) * 1.0 for a in range(1, 5)] + [size / 1e5])
unit = np.arange(len(frame))
number = 10 + size / 1e5 + 2.0 * (macro == 3) - unit % 5
questions = {
    "third": unit % 3 == 0,
    "large": size / 1e5 + 1.5 * (macro == 3) - unit % 5 > 0.5,
    "quasi": (macro == 1) | (unit % 3 == 0),
}


def jeffreys(Z, y):
    """Coefficients at the maximum of the probit likelihood with Jeffreys' penalty."""
    scale = np.abs(Z).max(0)
    X = Z / scale
    def f(b):
        eta = X @ b
        w = np.exp(2 * norm.logpdf(eta) - norm.logcdf(eta) - norm.logsf(eta))
        return -(norm.logcdf(np.where(y, eta, -eta)).sum() + 0.5 * np.linalg.slogdet((X * w[:, None]).T @ X)[1])
    best = np.zeros(X.shape[1])
    for _ in range(3):
        best = minimize(f, best, method="BFGS", options=dict(gtol=1e-9, maxiter=2000)).x
        best = minimize(f, best, method="Nelder-Mead", options=dict(xatol=1e-9, fatol=1e-13, maxiter=20000, maxfev=20000)).x
    return best / scale


def biserial(x, y):
    z = norm.ppf(y.mean())
    s = (x - x.mean()) / x.std()
    f = lambda r: -norm.logcdf(np.where(y, 1, -1) * (z + r * s) / np.sqrt(1 - r * r)).sum()
    return minimize_scalar(f, bounds=(-0.9999, 0.9999), method="bounded", options=dict(xatol=1e-11)).x


def g(phi, rho):
    return (phi + (1 - phi) * rho) / (phi * rho + 1 - phi)


def mubp(x1, x0, p, rho, phi):
    if phi * rho + 1 - phi <= 1e-9:
        return None
    a = g(phi, rho)
    v = 1 + a * a * (x0.var() - x1.var()) / x1.var()
    if v <= 0:
        return None
    n, m = len(x1), len(x0)
    other = norm.cdf((norm.ppf(p) + a * (x0.mean() - x1.mean()) / x1.std()) / np.sqrt(v))
    return p - (n * p + m * other) / (n + m)


def draws_of(Z1, Z0, x1, x0, y, rng):
    """One draw of the parameters of both patterns, given the proxy and the (latent) answers."""
    n, m = len(x1), len(x0)
    sxx, syy, sxy = x1.var(), y.var(), ((x1 - x1.mean()) * (y - y.mean())).mean()
    vx = n * sxx / rng.chisquare(n - 1)
    mx = rng.normal(x1.mean(), np.sqrt(vx / n))
    vo = m * x0.var() / rng.chisquare(m - 1)
    mo = rng.normal(x0.mean(), np.sqrt(vo / m))
    ve = n * (syy - sxy**2 / sxx) / rng.chisquare(n - 2)
    b = rng.normal(sxy / sxx, np.sqrt(ve / (n * sxx)))
    my = rng.normal(y.mean() + b * (mx - x1.mean()), np.sqrt(ve / n))
    vy = b * b * vx + ve
    return dict(rho=b * np.sqrt(vx / vy), mean=my, sd=np.sqrt(vy), gap=(mo - mx) / np.sqrt(vx), ratio=vo / vx, phi=rng.random())


def summary(draws, missing, share):
    result = {}
    for name in (0.0, 0.5, 1.0, "uniform"):
        bias, mean = [], []
        for d in draws:
            phi = d["phi"] if name == "uniform" else name
            bottom = phi * d["rho"] + 1 - phi
            if bottom <= 1e-9:
                continue
            a = (phi + (1 - phi) * d["rho"]) / bottom
            if share:
                v = 1 + a * a * (d["ratio"] - 1)
                if v <= 0:
                    continue
                here, there = norm.cdf(d["mean"] / d["sd"]), norm.cdf((d["mean"] / d["sd"] + a * d["gap"]) / np.sqrt(v))
                bias.append(missing * (here - there)); mean.append(here - bias[-1])
            else:
                bias.append(-missing * a * d["gap"]); mean.append(d["mean"] - bias[-1] * d["sd"])
        result[str(name)] = dict(possible=len(bias) / len(draws), bias=list(np.quantile(bias, [.025, .975])), mean=list(np.quantile(mean, [.025, .975])),
                                 spread=[float(np.std(bias)), float(np.std(mean))])
    return result


Z1, Z0 = Z[answered], Z[~answered]
missing = (~answered).mean()
rng = np.random.default_rng(20230101)
result = {"versions": dict(python=platform.python_version(), numpy=np.__version__, scipy=scipy.__version__)}

y = number[answered]
b, *_ = np.linalg.lstsq(Z1, y, rcond=None)
x1, x0 = Z1 @ b, Z0 @ b
left = []
for i in range(len(y)):
    keep = np.arange(len(y)) != i
    bi, *_ = np.linalg.lstsq(Z1[keep], y[keep], rcond=None)
    left.append(Z1[i] @ bi)
rho = np.corrcoef(left, y)[0, 1]
smub = [g(phi, rho) * (x1.mean() - np.r_[x1, x0].mean()) / x1.std(ddof=1) for phi in (0, .5, 1)]
n, k = Z1.shape
rss = ((y - x1) ** 2).sum()
V = np.linalg.inv(Z1.T @ Z1)
draws = []
for _ in range(20000):
    s2 = rss / rng.chisquare(n - k)
    c = rng.multivariate_normal(b, s2 * V)
    draws.append(draws_of(Z1, Z0, Z1 @ c, Z0 @ c, y, rng))
result["number"] = dict(fitted=np.corrcoef(x1, y)[0, 1], left_out=rho, smub=smub, posterior=summary(draws, missing, False))

for name, yes in questions.items():
    y = yes[answered]
    b = jeffreys(Z1, y)
    x1, x0 = Z1 @ b, Z0 @ b
    left = []
    for i in range(len(y)):
        keep = np.arange(len(y)) != i
        left.append(Z1[i] @ jeffreys(Z1[keep], y[keep]))
    rho = biserial(np.array(left), y)
    entry = dict(coefficients=list(b), fitted=biserial(x1, y), left_out=rho, mubp=[mubp(x1, x0, y.mean(), max(rho, 0), phi) for phi in (0, .5, 1)])
    if name != "third":
        # The posterior under Jeffreys' prior by a random walk (Metropolis), with latent answers of each coefficient.
        def target(c):
            eta = Z1 @ c
            w = np.exp(2 * norm.logpdf(eta) - norm.logcdf(eta) - norm.logsf(eta))
            return norm.logcdf(np.where(y, eta, -eta)).sum() + 0.5 * np.linalg.slogdet((Z1 * w[:, None]).T @ Z1)[1], w
        c, (now, w) = b.copy(), target(b)
        L = np.linalg.cholesky(np.linalg.inv((Z1 * w[:, None]).T @ Z1)) * 2.4 / np.sqrt(k)
        draws = []
        for step in range(162000):
            tried = c + L @ rng.standard_normal(k)
            value, _ = target(tried)
            if np.log(rng.random()) < value - now:
                c, now = tried, value
            if step >= 2000 and step % 8 == 0:
                m = Z1 @ c
                u = rng.random(n)
                e = np.where(y, m - norm.ppf(u * norm.cdf(m)), m + norm.ppf(u * norm.cdf(-m)))
                draws.append(draws_of(Z1, Z0, m, Z0 @ c, e, rng))
        entry["posterior"] = summary(draws, missing, True)
    result[name] = entry

# Odds ratios and monotone bounds: 32 of 89 of 135.
N, n, y = 135, 89, 32
odds = {}
for ratio in (0.25, 1 / 3, 0.5, 2 / 3, 1, 1.5, 2, 3, 4):
    o = ratio * y / (n - y)
    estimate = (y + (N - n) * o / (1 + o)) / N
    # Y of a frame with M: respondents' odds are 1/ratio times the others', so Y follows Fisher's noncentral distribution.
    inside = [M for M in range(y, N - (n - y) + 1)
              if nchypergeom_fisher.sf(y - 1, N, M, n, 1 / ratio) > .025 and nchypergeom_fisher.cdf(y, N, M, n, 1 / ratio) > .025]
    odds[f"{ratio:.4f}"] = [estimate, min(inside), max(inside)]
result["odds"] = odds
result["monotone"] = dict(no_more=[y / N, y / n], no_less=[y / n, (y + N - n) / N])
print(json.dumps(result, indent=1, default=float))
