"""A large GeoJSON file read with pyogrio, beside `cargo bench --bench scale -- read FOLDER/tracts.geojson`.

    cargo bench --bench scale -- write FOLDER
    python3 benches/peers_text.py FOLDER

Writes the tracts as `tracts.geojson`, in degrees, where that file is not there yet. Needs pyogrio, geopandas. Prints the median of three runs
by the clock, the processor's time, and the largest memory of the process.
"""

import platform
import resource
import statistics
import sys
import time
from pathlib import Path

import pyogrio

TIMES = 3


def main(folder):
    text = Path(folder, "tracts.geojson")
    if not text.exists():
        pyogrio.write_dataframe(pyogrio.read_dataframe(Path(folder, "tracts.shp")).to_crs(4326), text, driver="GeoJSON")
    print(f"Python {platform.python_version()}, pyogrio {pyogrio.__version__}, GDAL {pyogrio.__gdal_version_string__}")
    clock, processor = [], []
    for _ in range(TIMES):
        start, used = time.perf_counter(), time.process_time()
        n_features = len(pyogrio.read_dataframe(text))
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{n_features} features of {text.stat().st_size / 1e6:.0f} MB: {statistics.median(clock):.3f} s, processor "
          f"{statistics.median(processor):.3f} s, {peak:.0f} MB at the most")


main(sys.argv[1])
