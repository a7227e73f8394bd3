"""How fast and how lean the member list is exported, beside the stock flow of django-import-export.

    python bench/export_members.py [--rows 10000] [--database sqlite|postgres] [--runs 5] [--stock-runs N]

The roster of ``import_members`` is imported once; then each way writes all of it to an .xlsx, in a process of its own:

``ours``    the whole action: rights, decryption, columns of the sheet as text, audit entry
``stock``   a resource of the same model and columns, as documented: export() and the format's export_data()
``floor``   a plain table's worth of values, nothing decrypted, as bare XML into a zip

All are medians. Beside the clock stands what the process has worked; a database server's part is not in it.
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

WAYS = ("ours", "stock", "floor")
TARGET, MOST_MEMORY = 3, 150


def main() -> None:
    """Fill a database, export it each way, print the comparison."""
    parser = argparse.ArgumentParser(description="Export members: ours against the stock flow.")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000])
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--stock-runs", type=int, help="fewer runs of the stock flow, which takes minutes")
    options = parser.parse_args()
    for rows in options.rows:
        with tempfile.TemporaryDirectory(prefix="nuanliu-bench-") as folder:
            file = Path(folder) / "roster.xlsx"
            write_roster(file, rows)
            with fresh_database(options.database, Path(folder)) as environment:
                _run(environment, "fill", file)
                runs = dict.fromkeys(WAYS, options.runs) | {"stock": options.stock_runs or options.runs}
                found = {way: _median(environment, way, file, runs[way]) for way in WAYS}
        _tell(f"{options.database} {rows}", found)


def _median(environment: dict[str, str], way: str, file: Path, runs: int) -> dict[str, float]:
    found = [json.loads(_run(environment, way, file)) for _ in range(runs)]
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


def _run(environment: dict[str, str], way: str, file: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.export_measured", way, str(file)],
        cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True, text=True,
    )  # fmt: skip
    return ran.stdout


def _tell(title: str, found: dict[str, dict[str, float]]) -> None:
    ours, stock = found["ours"], found["stock"]
    print(
        f"\n{title:<18}{'seconds':>9}{'processor':>10}{'MB':>6}{'file MB':>9}{'stock ×':>9}{'processor ×':>12}"
    )
    for way, one in found.items():
        times = stock["seconds"] / one["seconds"], stock["processor"] / one["processor"]
        print(
            f"{way:<18}{one['seconds']:>9.2f}{one['processor']:>10.2f}{one['megabytes']:>6.0f}{one['size']:>9.1f}"
            f"{times[0]:>9.1f}{times[1]:>12.1f}"
        )
    reached = stock["seconds"] >= TARGET * ours["seconds"] and ours["megabytes"] <= MOST_MEMORY
    print(f"target: {TARGET} × stock within {MOST_MEMORY} MB: {'reached' if reached else 'MISSED'}")


if __name__ == "__main__":
    main()
