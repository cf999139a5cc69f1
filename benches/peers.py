"""The jobs of `cargo bench --bench scale` with Python's libraries, on the shapefile that it writes.

    cargo bench --bench scale -- write FOLDER
    python3 benches/peers.py FOLDER

Needs shapely, geopandas, pyogrio, numpy. Prints one line a job: the median of three runs, and the largest memory of the process.
"""

import platform
import resource
import statistics
import sys
import time

import geopandas
import numpy as np
import pyogrio
import shapely

TIMES = 3


def timed(name, job):
    seconds = []
    for _ in range(TIMES):
        start = time.perf_counter()
        result = job()
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {statistics.median(seconds):.3f} s, {peak:.0f} MB at the most", flush=True)
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


def main(folder):
    path = f"{folder}/tracts.shp"
    print(f"Python {platform.python_version()}, shapely {shapely.__version__}, GEOS {shapely.geos_version_string}, "
          f"geopandas {geopandas.__version__}, pyogrio {pyogrio.__version__}")

    def whole_job():
        frame = geopandas.read_file(path, engine="pyogrio")
        catchments = frame.dissolve(by="UNIT", method="coverage", aggfunc="first")
        regions = catchments.reset_index().dissolve(by="REGION", method="coverage", aggfunc="first")
        layers = [layer.to_crs(3035).geometry.values for layer in (catchments, regions)]
        simple = [shapely.coverage_simplify(np.asarray(layer), 500.0) for layer in layers]
        return sum(len(svg(layer)) for layer in simple)

    timed("shapefile to 135 catchments and 20 regions to SVG (geopandas)", whole_job)
    frame = pyogrio.read_dataframe(path)
    shapes = np.asarray(frame.geometry.values)
    groups = frame["UNIT"].astype(int).to_numpy()
    print("valid coverage:", shapely.coverage_is_valid(shapes), len(shapes), "shapes,",
          shapely.get_num_coordinates(shapes).sum(), "vertices")
    timed("dissolve to 135 (GEOS coverage union)",
          lambda: [shapely.coverage_union_all(members) for members in grouped(shapes, groups)])
    if "--slow" in sys.argv:
        timed("simplify, 100 m (GEOS coverage_simplify)", lambda: shapely.coverage_simplify(shapes, 100.0))


main(sys.argv[1])
