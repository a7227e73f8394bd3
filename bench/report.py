"""What closing a month and each of its exports cost: seconds, most memory, number of queries.

    python bench/report.py [--small] [--database sqlite|postgres]

Measures the demo (6 branches, 112 members) and, without ``--small``, 600 branches with 100,000 members made from a
fixed seed. Each step runs in a process that does nothing else; the baseline, in the same run, is counting the month's
figures alone. PostgreSQL is the server that TEST_DATABASE_URL names.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.databases import fresh_database  # noqa: E402  found from here

STEPS = ("figures", "close", "xlsx", "xlsx with members", "docx", "pdf")
SIZES = {"demo": "6 branches, 112 members", "large": "600 branches, 100,000 members"}


def main() -> None:
    """Read the arguments, measure each size, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", action="store_true", help="the demo only")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nuanliu-bench-") as folder:
        for size in ("demo",) if options.small else SIZES:
            print(f"{options.database}: {SIZES[size]}")
            with fresh_database(options.database, Path(folder)) as environment:
                _run(environment, "fill", size)
                _print({step: _run(environment, step, size) for step in STEPS})


def _run(environment: dict[str, str], step: str, size: str) -> dict[str, Any]:
    """Return what one step measured in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.report_measured", step, size],
        cwd=ROOT, env={**os.environ, **environment, "DEMO": "1"}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _print(found: dict[str, dict[str, Any]]) -> None:
    baseline = found["figures"]["seconds"]
    for step, told in found.items():
        ratio = f"{told['seconds'] / baseline:6.2f} times the figures"
        print(
            f"  {step:18}{told['seconds']:8.2f} s  {ratio}  {told['megabytes']:5.0f} MB  {told['queries']:4} queries"
            f"  {told['kilobytes']:8.0f} kB"
        )


if __name__ == "__main__":
    main()
