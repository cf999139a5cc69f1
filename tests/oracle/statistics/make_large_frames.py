"""Sums over units drawn from frames that are too large for the whole circle, by listing how many of each size are drawn.

T = 3 X + 7 Y + Z with X, Y, Z multivariate hypergeometric: P(T <= t) summed over all numbers within twelve standard deviations.
Run: python make_large_frames.py
"""
import numpy as np
from scipy.stats import hypergeom


def near(frame, marked, drawn):
    sd = hypergeom(frame, marked, drawn).std()
    mean = drawn * marked / frame
    low = max(0, marked + drawn - frame, int(mean - 12 * sd))
    return np.arange(low, min(marked, drawn, int(mean + 12 * sd) + 1) + 1)


def at_most(threes, sevens, ones, others, drawn, ts):
    frame = threes + sevens + ones + others
    found = np.zeros(len(ts))
    for x in near(frame, threes, drawn):
        p = hypergeom.pmf(x, frame, threes, drawn)
        ys = near(frame - threes, sevens, drawn - x)
        q = p * hypergeom.pmf(ys, frame - threes, sevens, drawn - x)
        for i, t in enumerate(ts):
            # Z of the units that are left.
            found[i] += np.sum(q * hypergeom.cdf(t - 3 * x - 7 * ys, ones + others, ones, drawn - x - ys))
    return found


for threes, sevens, ones, others, drawn in [(6000, 5000, 4000, 5000, 9000), (300, 20, 4000, 15680, 400), (200000, 1000, 100000, 699000, 450000)]:
    frame = threes + sevens + ones + others
    mean = drawn * (3 * threes + 7 * sevens + ones) / frame
    squares = 9 * threes + 49 * sevens + ones
    rate = drawn / frame
    sd = np.sqrt(rate * (1 - rate) * frame / (frame - 1) * (squares - (3 * threes + 7 * sevens + ones) ** 2 / frame))
    ts = [round(mean + z * sd) for z in (-3.5, -2, -1, 0, 0.5, 2, 3)]
    print((threes, sevens, ones, others, drawn), list(zip(ts, at_most(threes, sevens, ones, others, drawn, ts))))
