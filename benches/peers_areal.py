"""Areal weights and points in areas with shapely, tuned by hand, on the shapefile that `cargo bench --bench scale` writes.

    cargo bench --bench scale -- write FOLDER
    python3 benches/peers_areal.py FOLDER

Needs shapely, pyogrio, numpy. Prints one line a step: the median of three runs by the clock, and the processor's time, which other work on
the machine does not change.
"""

import platform
import statistics
import sys
import time

import numpy as np
import pyogrio
import shapely

TIMES = 3
# The catchments are moved by this much, so that they cut tracts.
MOVED = (3_310.0, -2_170.0)
N_POINTS = 1_000_000


def timed(name, job):
    clock, processor = [], []
    for _ in range(TIMES):
        start, used = time.perf_counter(), time.process_time()
        result = job()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    print(f"{name}: {statistics.median(clock):.3f} s, processor {statistics.median(processor):.3f} s", flush=True)
    return result


def areal_weights(tracts, zones):
    """Shares of tracts in zones: whole where a zone covers the tract, else the area of the overlay."""
    tree = shapely.STRtree(tracts)
    shapely.prepare(zones)
    areas = shapely.area(tracts)
    zone, tract = tree.query(zones, predicate="intersects")
    inside = shapely.covers(zones[zone], tracts[tract])
    shares = np.ones(len(zone))
    cut = ~inside
    shares[cut] = shapely.area(shapely.intersection(tracts[tract[cut]], zones[zone[cut]])) / areas[tract[cut]]
    kept = shares > 1e-11
    return tract[kept], zone[kept], shares[kept]


def points_in_zones(x, y, zones):
    """The zone of each point: sorted by x, each zone asks only for the points in its box."""
    order = np.argsort(x)
    x, y = x[order], y[order]
    found = np.full(len(x), -1)
    shapely.prepare(zones)
    for number, (low_x, low_y, high_x, high_y) in enumerate(shapely.bounds(zones)):
        start, end = np.searchsorted(x, [low_x, high_x])
        near = start + np.flatnonzero((y[start:end] >= low_y) & (y[start:end] <= high_y) & (found[start:end] < 0))
        found[near[shapely.intersects_xy(zones[number], x[near], y[near])]] = number
    return found


def main(folder):
    print(f"Python {platform.python_version()}, shapely {shapely.__version__}, GEOS {shapely.geos_version_string}")
    frame = pyogrio.read_dataframe(f"{folder}/tracts.shp")
    tracts = np.asarray(frame.geometry.values)
    groups = frame["UNIT"].astype(int).to_numpy()
    unions = [shapely.coverage_union_all(tracts[groups == group]) for group in range(groups.max() + 1)]
    zones = np.array([shapely.transform(union, lambda points: points + MOVED) for union in unions])
    print(len(tracts), "tracts,", shapely.get_num_coordinates(zones).sum(), "vertices of zones")
    tract, _, shares = timed("areal weights of tracts in 135 zones", lambda: areal_weights(tracts, zones))
    print("sum of shares", shares.sum(), "in", len(tract), "pairs")
    low_x, low_y, high_x, high_y = shapely.total_bounds(zones)
    random = np.random.default_rng(1)
    x, y = random.uniform(low_x, high_x, N_POINTS), random.uniform(low_y, high_y, N_POINTS)
    found = timed("1 M points in 135 zones", lambda: points_in_zones(x, y, zones))
    print((found >= 0).sum(), "points in a zone")
    if "--zones" in sys.argv:
        np.savez(f"{folder}/zones.npz", *[p for z in zones for p in [shapely.get_coordinates(z)]])


main(sys.argv[1])
