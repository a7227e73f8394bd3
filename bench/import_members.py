"""How fast and how lean the import is, beside the stock flow of django-import-export and a floor, on the same file.

    python bench/import_members.py [--rows 1000 10000 100000] [--database sqlite|postgres|both] [--runs 5]
                                   [--stock-runs N]

One workbook of twenty columns, made with a fixed seed, goes four ways, each in a process and a database of its own:

``ours``        reader in its process, mapping, cleaning, judging, duplicates, plan, encryption, pinyin, commit, audit
``stock``       django-import-export as documented: read, dry run, then import, into a plain table without any of these
``stock bulk``  the same with its settings for speed: use_bulk, batch_size, skip_diff, a caching instance loader
``floor``       what no import can do without: cut the cells out of the file, three plain patterns, one upsert

``again`` is ours with the same file a second time: every row is found unchanged. All are medians. Beside the clock
stands what processors have worked, which a busy machine changes less: this process, its children, PostgreSQL's. Memory
is the most that the process held, in ``ours`` together with the reading process at one time.
PostgreSQL is the server that TEST_DATABASE_URL names.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.databases import fresh_database  # noqa: E402  after the path is set
from bench.roster import write_roster  # noqa: E402

WAYS = ("ours", "floor", "stock", "stock bulk")
TARGETS = {"sqlite": 15, "postgres": 25}
AGAIN, FLOORS, MOST_MEMORY = 40, 4, 300


def main() -> None:
    """Make the file, send it each way, print the comparison."""
    options = _options()
    if options.way:
        from bench.ways import run_way  # noqa: PLC0415  needs Django, which only the measured process starts

        print(json.dumps(run_way(options.way, options.file)))
        return
    databases = ["sqlite", "postgres"] if options.database == "both" else [options.database]
    with tempfile.TemporaryDirectory(prefix="nuanliu-bench-") as folder:
        for rows in options.rows:
            file = Path(folder) / f"roster{rows}.xlsx"
            write_roster(file, rows)
            size = file.stat().st_size / 1e6
            stock = options.stock_runs or options.runs
            print(f"\n{rows} rows × 20 columns, {size:.1f} MB, median of {options.runs}, stock of {stock}")
            for database in databases:
                runs = {way: stock if way.startswith("stock") else options.runs for way in WAYS}
                _tell(
                    database,
                    rows,
                    {w: _measured(w, file, database, n, Path(folder)) for w, n in runs.items()},
                )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Import members: ours against the stock flow.")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000])
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--stock-runs", type=int, help="fewer runs of the stock flow, which takes minutes")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measured(way: str, file: Path, database: str, runs: int, folder: Path) -> dict[str, float]:
    """Run one way in processes of its own, and return the median of each number."""
    found: list[dict[str, float]] = []
    for _ in range(runs):
        with fresh_database(database, folder) as environment:
            ran = subprocess.run(
                [sys.executable, __file__, "--way", way, "--file", str(file)],
                env={**os.environ, **environment},
                stdout=subprocess.PIPE,
                check=True,
            )
        found.append(json.loads(ran.stdout))
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


def _tell(database: str, rows: int, results: dict[str, dict[str, float]]) -> None:
    ours, stock, floor = results["ours"], results["stock"], results["floor"]
    again = {"seconds": ours["again seconds"], "processor": ours["again processor"]}
    again["megabytes"] = ours["again megabytes"]
    print(
        f"\n{database:<12}{'seconds':>9}{'processor':>10}{'µs/row':>8}{'MB':>6}{'stock ×':>9}{'processor ×':>12}"
    )
    for name, found in (("ours", ours), ("again", again), *list(results.items())[1:]):
        print(
            f"{name:<12}{found['seconds']:>9.2f}{found['processor']:>10.2f}{found['processor'] / rows * 1e6:>8.0f}"
            f"{found['megabytes']:>6.0f}{stock['seconds'] / found['seconds']:>9.1f}"
            f"{stock['processor'] / found['processor']:>12.1f}"
        )
    told = {
        f"{TARGETS[database]} × stock": stock["seconds"] / ours["seconds"] >= TARGETS[database],
        f"again {AGAIN} × stock": stock["seconds"] / again["seconds"] >= AGAIN,
        f"{FLOORS} × floor": ours["seconds"] <= FLOORS * floor["seconds"],
        f"{MOST_MEMORY} MB": ours["megabytes"] < MOST_MEMORY,
    }
    print(f"our process alone {ours['own']:.0f} MB; {ours['seconds'] / floor['seconds']:.1f} × floor")
    print("targets: " + ", ".join(f"{target} {'reached' if ok else 'MISSED'}" for target, ok in told.items()))


if __name__ == "__main__":
    main()
