"""How fast and how lean the import is, beside the stock flow of django-import-export on the same file.

    python bench/import_members.py [--rows 10000] [--database sqlite|postgres|both] [--runs 1]

One workbook of twenty columns, made with a fixed seed, goes three ways, each in a process and a database of its own:

``ours``        reader in its process, mapping, cleaning, judging, duplicates, plan, encryption, pinyin, commit, audit
``stock``       django-import-export as documented: read, dry run, then import, into a plain table without any of these
``stock bulk``  the same with its settings for speed: use_bulk, batch_size, skip_diff, a caching instance loader

``again`` is ours with the same file a second time: every row is found unchanged. Memory is the most that the process
held; ``ours`` adds that of the reading process. PostgreSQL is the server that TEST_DATABASE_URL names.
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
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.databases import fresh_database  # noqa: E402  after the path is set
from bench.roster import write_roster  # noqa: E402

WAYS = ("ours", "stock", "stock bulk")
TARGETS = {"sqlite": 8, "postgres": 15}
MOST_MEMORY = 250


def main() -> None:
    """Make the file, send it each way, print the comparison."""
    options = _options()
    if options.way:
        from bench.ways import run_way  # noqa: PLC0415  needs Django, which only the measured process starts

        print(json.dumps(run_way(options.way, options.file)))
        return
    databases = ["sqlite", "postgres"] if options.database == "both" else [options.database]
    with tempfile.TemporaryDirectory(prefix="nuanliu-bench-") as folder:
        file = Path(folder) / "roster.xlsx"
        write_roster(file, options.rows)
        print(
            f"{options.rows} rows × 20 columns, {file.stat().st_size / 1e6:.1f} MB, median of {options.runs}"
        )
        for database in databases:
            results = {way: _measured(way, file, database, options.runs, Path(folder)) for way in WAYS}
            _tell(database, options.rows, results)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Import members: ours against the stock flow.")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--runs", type=int, default=1)
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
    ours = results["ours"]
    lines: list[tuple[str, Any, Any]] = [
        (way, found["seconds"], found["megabytes"]) for way, found in results.items()
    ]
    lines.insert(1, ("again", ours["again"], ours["megabytes"]))
    print(f"\n{database:<12}{'seconds':>9}{'rows/s':>9}{'MB':>7}{'× ours':>8}")
    for name, seconds, megabytes in lines:
        times = seconds / (ours["again"] if name == "again" else ours["seconds"])
        print(f"{name:<12}{seconds:>9.2f}{rows / seconds:>9.0f}{megabytes:>7.0f}{times:>8.1f}")
    print("of ours: " + ", ".join(f"{part} {ours[part]:.2f} s" for part in ("read", "plan", "store")))
    ratio = results["stock"]["seconds"] / ours["seconds"]
    reached = "reached" if ratio >= TARGETS[database] and ours["megabytes"] < MOST_MEMORY else "MISSED"
    print(f"target: {TARGETS[database]} × stock, under {MOST_MEMORY} MB: {ratio:.1f} ×, {reached}")


if __name__ == "__main__":
    main()
