"""Counts behind percentages and behind rates of groups, by trying every one of them. Python 3, standard library.

    python3 whole_numbers.py

writes shares.csv (of a base, the first and last count that are printed as a percentage; empty where none is) and rates.csv (groups with
their rates, bases where they are known, the count and base of all, and how many sets of whole numbers give them). Percentages are compared
as fractions; a count is printed as a percentage where it lies at most half a unit of the last decimal away.
"""

import csv
import itertools
import random
from fractions import Fraction

random.seed(20250115)


def is_printed(count, base, digits, decimals):
    percent, unit = Fraction(100 * count, base), Fraction(1, 10**decimals)
    return abs(percent - digits * unit) <= unit / 2


def shares():
    for base in list(range(1, 41)) + [61, 99, 100, 101, 135, 250]:
        for decimals in (0, 1):
            for _ in range(12):
                digits = random.randint(0, 100 * 10**decimals)
                counts = [count for count in range(base + 1) if is_printed(count, base, digits, decimals)]
                yield [base, digits, decimals, counts[0] if counts else "", counts[-1] if counts else ""]


def sets(rates, bases, count, base):
    """Every choice of a base and a count for each group, tried."""
    pairs = []
    for digits, own in zip(rates, bases):
        tried = [own] if own else range(1, base + 1)
        pairs.append([(b, a) for b in tried for a in range(b + 1) if is_printed(a, b, digits, 0)])
    return sum(
        sum(b for b, _ in chosen) == base and sum(a for _, a in chosen) == count
        for chosen in itertools.product(*pairs)
    )


def rates():
    for n in range(60):
        groups = 2 + n % 2
        bases = [random.randint(1, 9) for _ in range(groups)]
        counts = [random.randint(0, base) for base in bases]
        digits = [round(100 * a / b) for a, b in zip(counts, bases)]
        if n % 4 == 0:  # one rate is another than it was
            digits[0] = min(100, digits[0] + random.randint(1, 9))
        known = [base if n % 3 == 0 else 0 for base in bases]
        a, b = sum(counts) + (1 if n % 5 == 0 else 0), sum(bases)
        joined = lambda values: " ".join(map(str, values))
        yield [joined(digits), joined(known), a, b, sets(digits, known, a, b)]


with open("shares.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["base", "digits", "decimals", "first", "last"])
    writer.writerows(shares())
with open("rates.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["rates", "bases", "count", "base", "sets"])
    writer.writerows(rates())
