#!/usr/bin/env python3
"""The attack of one who knows the program, its rule, the list of units and their residents, and reads only what is published.

    cargo bench --bench disclosure -- cells > cells.csv
    python3 benches/attack.py cells.csv [GRID]

Own code (numpy), other than the program's: all figures at once, with the exact number of respondents in every area (the program weighs number
and residents area by area), sums on a grid of GRID places (4096), convolved by Fourier transforms. The rule itself tells nothing more: into which
cells a figure is cut depends on what everybody knows and on the cells printed before it.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

LISTED = 14


def italy():
    with open(Path(__file__).parent.parent / "tests/oracle/disclosure/italy.csv") as file:
        rows = list(csv.DictReader(file))
    return [(int(row["region_code"]) - 1, int(row["residents"])) for row in rows]


class Region:
    """Sets of a region's units that agree with its own cell: by number of respondents and place of the sum."""

    def __init__(self, sizes, p, cell, grid):
        self.m, self.sizes = len(sizes), np.array(sizes, dtype=np.int64)
        cells = cell or [(0, int(self.sizes.sum()))]

        def agrees(sums):
            return np.any([(sums >= low) & (sums <= high) for low, high in cells], axis=0)

        length = int(self.sizes.sum() / grid + 0.5) + 2
        if self.m <= LISTED:
            sets = np.arange(1 << self.m)
            self.bits = (sets[:, None] >> np.arange(self.m)) & 1
            sums, n = self.bits @ self.sizes, self.bits.sum(axis=1)
            self.weight = p**n * (1 - p) ** (self.m - n) * agrees(sums)
            self.n, self.place = n, (sums / grid + 0.5).astype(int)
            self.joint = np.zeros((self.m + 1, length))
            np.add.at(self.joint, (self.n, self.place), self.weight)
        else:
            # A fine grid of the region's own, once without each unit.
            step = max(1, int(self.sizes.sum()) // 8192 + 1)
            places = (self.sizes + step // 2) // step
            fine = int(places.sum()) + 1
            inside = agrees(np.arange(fine) * step)
            self.fine_to_place = (np.arange(fine) * step / grid + 0.5).astype(int)

            def put(joint, place):
                out = joint * (1 - p)
                out[1:, place:] += p * joint[:-1, : fine - place]
                return out

            start = np.zeros((self.m + 1, fine))
            start[0, 0] = 1
            self.forced = [None] * self.m

            def without(units, joint):
                if len(units) == 1:
                    unit = units[0]
                    forced = np.zeros_like(joint)
                    place = places[unit]
                    forced[1:, place:] = p * joint[:-1, : fine - place]
                    self.forced[unit] = self.coarse(forced * inside, length)
                    return
                half = len(units) // 2
                for mine, other in ((units[:half], units[half:]), (units[half:], units[:half])):
                    joined = joint
                    for unit in other:
                        joined = put(joined, places[unit])
                    without(mine, joined)

            without(list(range(self.m)), start)
            joint = start
            for place in places:
                joint = put(joint, place)
            self.joint = self.coarse(joint * inside, length)

    def coarse(self, joint, length):
        out = np.zeros((self.m + 1, length))
        np.add.at(out.T, np.minimum(self.fine_to_place, length - 1), joint.T)
        return out

    def posterior(self, outside):
        """`outside[n, place]`: how likely the rest is, when this region has `n` respondents at `place`."""
        outside = outside[: self.m + 1, : self.joint.shape[1]]
        total = (self.joint * outside).sum()
        if self.m <= LISTED:
            weight = self.weight * outside[self.n, self.place]
            return (weight[:, None] * self.bits).sum(axis=0) / total
        return np.array([(forced * outside).sum() / total for forced in self.forced])


def held(sums, numbers, shape, grid):
    """Which places of (number, sum) agree with one of the cells of the sum and one of those of the number."""
    weight = np.ones(shape)
    if sums:
        middle = np.arange(shape[1]) * grid
        parts = [
            (np.minimum(middle + grid / 2, high + 0.5) - np.maximum(middle - grid / 2, low - 0.5)) / grid
            for low, high in sums
        ]
        weight = weight * np.clip(parts, 0, 1).sum(axis=0).clip(0, 1)[None, :]
    if numbers:
        n = np.arange(shape[0])
        weight = weight * np.any([(n >= low) & (n <= high) for low, high in numbers], axis=0)[:, None]
    return weight


def attack(units, answered, cells, parents, grid_places):
    total = sum(size for _, size in units)
    grid = total / grid_places
    p = answered / len(units)
    first = len(parents) - 20
    inside = defaultdict(list)
    for area, parent in enumerate(parents):
        if parent is not None:
            inside[parent].append(area)
    of_area = defaultdict(list)
    for at, (region, _) in enumerate(units):
        of_area[first + region].append(at)
    regions = {a: Region([units[u][1] for u in us], p, cells.get((1, a)), grid) for a, us in of_area.items()}
    shape = (1 << (len(units) + 1).bit_length(), 1 << (grid_places + 64).bit_length())

    def transform(joint):
        return np.fft.rfft2(joint / joint.max(), shape)

    def back(spectrum):
        return np.maximum(np.fft.irfft2(spectrum, shape), 0)

    own, spectra = {}, {}

    def up(area):
        if area in regions:
            joint = regions[area].joint
        else:
            for part in inside[area]:
                up(part)
            numbers = [(answered, answered)] if parents[area] is None else cells.get((0, area))
            own[area] = held(cells.get((1, area)), numbers, shape, grid)
            if parents[area] is None:
                return
            joint = back(np.prod([spectra[part] for part in inside[area]], axis=0)) * own[area]
        spectra[area] = transform(joint)

    posterior = np.zeros(len(units))

    def down(area, outside):
        if area in regions:
            posterior[of_area[area]] = regions[area].posterior(outside)
            return
        # Correlation is a product with the conjugate.
        above = transform(outside * own[area])
        for part in inside[area]:
            rest = np.prod([spectra[other] for other in inside[area] if other != part], axis=0)
            down(part, back(np.conj(rest) * above))

    root = parents.index(None)
    up(root)
    down(root, np.ones(shape))
    return posterior


def main():
    units = italy()
    grid_places = int(sys.argv[2]) if len(sys.argv) > 2 else 4096
    draws = defaultdict(lambda: defaultdict(list))
    numbers = {}
    with open(sys.argv[1]) as file:
        parents = [None if parent == "-" else int(parent) for parent in file.readline().split()]
        for row in csv.DictReader(file):
            numbers[int(row["draw"])] = int(row["answered"])
            draws[int(row["draw"])][(int(row["figure"]), int(row["area"]))].append((int(row["low"]), int(row["high"])))
    told, surest = [], []
    for draw, cells in sorted(draws.items()):
        posterior = attack(units, numbers[draw], cells, parents, grid_places)
        sure = np.maximum(posterior, 1 - posterior)
        told.append(int((sure > 0.9).sum()))
        surest.append(sure.max())
        print(f"draw {draw}: respondents {numbers[draw]}, units above 0.9: {told[-1]}, surest {surest[-1]:.4f}", flush=True)
    print(f"{len(told)} draws: {np.mean(told):.2f} units a draw above 0.9, surest {max(surest):.4f}")


main()
