"""The jobs of `cargo bench --bench scale` with Python's libraries, on the shapefile that it writes.

    cargo bench --bench scale -- write FOLDER
    cargo build --release
    python3 benches/peers.py FOLDER target/release/bacino

Needs shapely, geopandas, pyogrio, numpy. First the whole job from file to picture, every run a process of its own, the programs in turn: the
best of five by the clock, by the processor (all threads together), and the largest memory. geopandas runs twice, as `dissolve` is called without
arguments (once) and tuned by hand: shared borders taken on trust (`method="coverage"`) and simplified together. Then steps alone: the median of
three runs.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
import time

import geopandas
import numpy as np
import pyogrio
import shapely

TIMES = 3
PROCESSES = 5


def timed(name, job):
    clock, processor = [], []
    for _ in range(TIMES):
        starts = time.perf_counter(), time.process_time()
        result = job()
        clock.append(time.perf_counter() - starts[0])
        processor.append(time.process_time() - starts[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    clock, processor = statistics.median(clock), statistics.median(processor)
    print(f"{name}: {clock:.3f} s by the clock, {processor:.3f} s of the processor, {peak:.0f} MB at the most", flush=True)
    return result


def grouped(shapes, groups):
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    return np.split(shapes[order], starts[1:])


def svg(shapes):
    low_x, low_y, high_x, high_y = shapely.total_bounds(shapes)
    scale = 1000 / max(high_x - low_x, high_y - low_y)
    paths = []
    for shape in shapes:
        rings = []
        for part in shapely.get_parts(shape):
            for ring in (part.exterior, *part.interiors):
                points = (shapely.get_coordinates(ring) - (low_x, low_y)) * scale
                rings.append("M" + "L".join(f"{x:.1f} {high_y - y:.1f}" for x, y in points) + "Z")
        paths.append(f'<path d="{"".join(rings)}"/>')
    return "<svg>" + "".join(paths) + "</svg>"


def whole_job(path):
    frame = geopandas.read_file(path, engine="pyogrio")
    flat = frame.dissolve(by="UNIT").to_crs(3035)
    return svg(flat.simplify(500.0).values)


def whole_job_tuned(path):
    frame = geopandas.read_file(path, engine="pyogrio")
    catchments = frame.dissolve(by="UNIT", method="coverage", aggfunc="first")
    flat = catchments.to_crs(3035).geometry.values
    return svg(shapely.coverage_simplify(np.asarray(flat), 500.0))


def process(arguments):
    """Seconds by the clock, seconds of the processor, and megabytes of a process."""
    start = time.perf_counter()
    child = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"failed: {arguments}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def in_turn(path, bacino):
    picture = f"{path}.svg"
    jobs = {
        "bacino": [bacino, "boundaries", path, "--dissolve", "UNIT", "-o", picture, "--force"],
        "geopandas, tuned": [sys.executable, __file__, "--tuned-job", path],
    }
    runs = {name: [] for name in jobs}
    for _ in range(PROCESSES):
        for name, arguments in jobs.items():
            runs[name].append(process(arguments))
    runs["geopandas"] = [process([sys.executable, __file__, "--job", path])]
    size = os.path.getsize(path) / 2**20
    print(f"shapefile of {size:.0f} MB to 135 catchments to SVG, whole processes, load {os.getloadavg()[0]:.1f}")
    best = {name: [min(run[part] for run in done) for part in range(3)] for name, done in runs.items()}
    for name, (clock, processor, memory) in best.items():
        print(f"  {name}: {clock:.2f} s by the clock, {processor:.2f} s of the processor, {memory:.0f} MB")
    for name in ("geopandas", "geopandas, tuned"):
        clock, processor, memory = (a / b for a, b in zip(best[name], best["bacino"]))
        print(f"  {name} / bacino: {clock:.1f} by the clock, {processor:.1f} of the processor, {memory:.1f} of memory", flush=True)


def main(folder):
    path = f"{folder}/tracts.shp"
    print(f"Python {platform.python_version()}, shapely {shapely.__version__}, GEOS {shapely.geos_version_string}, "
          f"geopandas {geopandas.__version__}, pyogrio {pyogrio.__version__}")

    if sys.argv[2:3] and not sys.argv[2].startswith("--"):
        in_turn(path, sys.argv[2])
    frame = pyogrio.read_dataframe(path)
    shapes = np.asarray(frame.geometry.values)
    groups = frame["UNIT"].astype(int).to_numpy()
    print("valid coverage:", shapely.coverage_is_valid(shapes), len(shapes), "shapes,",
          shapely.get_num_coordinates(shapes).sum(), "vertices")
    timed("dissolve to 135 (GEOS coverage union)",
          lambda: [shapely.coverage_union_all(members) for members in grouped(shapes, groups)])
    if "--slow" in sys.argv:
        timed("simplify, 100 m (GEOS coverage_simplify)", lambda: shapely.coverage_simplify(shapes, 100.0))


if sys.argv[1] == "--job":
    whole_job(sys.argv[2])
elif sys.argv[1] == "--tuned-job":
    whole_job_tuned(sys.argv[2])
else:
    main(sys.argv[1])
