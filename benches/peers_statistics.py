"""Times of NumPy, SciPy and R on the work of `benches/measures.rs`; prints versions and seconds, best of three.

    python3 benches/peers_statistics.py
"""
import csv, os, platform, shutil, subprocess, time
import numpy as np, scipy
from scipy import stats

here = os.path.dirname(os.path.abspath(__file__))
rows = list(csv.DictReader(open(os.path.join(here, "../tests/oracle/statistics/frame135.csv"))))
answered = np.array([row["resp"] == "1" for row in rows])
residents = np.array([float(row["pop"]) for row in rows])
names = sorted({row["region"] for row in rows})
region = np.array([names.index(row["region"]) for row in rows])


def best(work, repeats=3):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def million_permutations(batch=20_000):
    """Coverage of 21 regions under 10^6 permutations: batches of permuted answers times residents by region."""
    random = np.random.default_rng(1)
    by_region = np.zeros((135, 21))
    by_region[np.arange(135), region] = residents
    whole, rate = by_region.sum(0), answered.mean()
    observed = np.abs(answered @ by_region - whole * rate)
    count = np.zeros(21)
    for _ in range(1_000_000 // batch):
        permuted = random.permuted(np.broadcast_to(answered, (batch, 135)).astype(float), axis=1)
        count += (np.abs(permuted @ by_region - whole * rate) >= observed - 1e-6).sum(0)
    return (1 + count) / 1_000_001


def million_draws(batch=20_000):
    """The same with the smaller group drawn by the ranks of random numbers."""
    random = np.random.default_rng(1)
    by_region = np.zeros((135, 21))
    by_region[np.arange(135), region] = residents
    whole = by_region.sum(0)
    observed = np.abs(~answered @ by_region - whole * (~answered).mean())
    count = np.zeros(21)
    for _ in range(1_000_000 // batch):
        drawn = np.argpartition(random.random((batch, 135), dtype=np.float32), 46, axis=1)[:, :46]
        permuted = np.zeros((batch, 135))
        np.put_along_axis(permuted, drawn, 1.0, axis=1)
        count += (np.abs(permuted @ by_region - whole * 46 / 135) >= observed - 1e-6).sum(0)
    return (1 + count) / 1_000_001


print(f"Python {platform.python_version()}, NumPy {np.__version__}, SciPy {scipy.__version__}, {os.cpu_count()} processors")
print(f"10^6 permutations of coverage, 135 units, 21 regions, permuted: {best(million_permutations):.2f} s")
print(f"10^6 permutations of coverage, 135 units, 21 regions, drawn:    {best(million_draws):.2f} s")
x, y = residents[answered], residents[~answered]
print(f"Mann-Whitney exact, 89 against 46: {best(lambda: stats.mannwhitneyu(x, y, method='exact')):.4f} s")
print(f"Kolmogorov-Smirnov exact, 89 against 46: {best(lambda: stats.ks_2samp(x, y, method='exact')):.4f} s")
if shutil.which("Rscript"):
    script = (
        f"d <- read.csv('{os.path.join(here, '../tests/oracle/statistics/frame135.csv')}'); cat(R.version.string, '\\n');"
        "t <- table(d$resp, d$region); s <- sapply(1:3, function(i) system.time(fisher.test(t, workspace = 2e8))[3]);"
        "cat('Freeman-Halton exact, 21 regions:', min(s), 's\\n')"
    )
    print(subprocess.run(["Rscript", "-e", script], capture_output=True, text=True).stdout.strip())
