"""What damaged files do to the portal: seeded mutations of good ones, each read and imported.

    python bench/mutations.py [--count 10000] [--seed 0] [--database sqlite|postgres]

Bits flip, transfers stop, pieces are lost or put in, parts of a package are swapped (``bench/mutating.py``). Each file
must end in a refusal with a sentence, or in an import that is whole; a reading process must neither die nor run out of
time or memory. Prints how many ended how, the slowest, and the one that took most memory; exits with 1 where a file
did what none may do. Reading is done by forks of one process (``bench/forked_reader.py``), behind the same doors.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.databases import fresh_database  # noqa: E402  after the path is set
from bench.forked_reader import forked_reading  # noqa: E402
from bench.mutating import mutated  # noqa: E402

NEVER = {"torn", "reader_died", "reader_timeout"}
MOST_MEGABYTES, MOST_SECONDS = 200, 10


def main() -> None:
    """Try all files, print what became of them."""
    options = _options()
    with (
        tempfile.TemporaryDirectory(prefix="nuanliu-bench-") as folder,
        fresh_database(options.database, Path(folder)) as environment,
    ):
        os.environ.update(environment)
        import django  # noqa: PLC0415  the settings stand only now

        django.setup()
        sys.exit(_try_all(options.seed, options.count))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Import damaged files.")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    return parser.parse_args()


def _try_all(first: int, count: int) -> int:
    from bench.mutations_measured import try_file  # noqa: PLC0415  models need Django started
    from branches.models import Branch, Committee  # noqa: PLC0415  the same

    committee = Committee.objects.create(name="港区流动党员党委", short_name="港区党委", region_code="430600")
    names = [(f"流动党员第{numeral}支部", f"第{numeral}支部") for numeral in "一二三四五六"]
    for number, (name, short) in enumerate([*names, ("第一党支部", "第一党支部")], start=1):
        Branch.objects.create(committee=committee, name=name, short_name=short, code=f"b{number}")
    outcomes: Counter[str] = Counter()
    slowest, fattest, wrong = (0.0, 0, ""), (0, 0, ""), 0
    rows, started = 0, time.monotonic()
    with forked_reading() as reader:
        for seed in range(first, first + count):
            name, content = mutated(seed)
            tried = try_file(content)
            outcomes[tried.outcome] += 1
            rows += tried.rows
            cost = reader.cost
            slowest = max(slowest, (cost.seconds, seed, name))
            fattest = max(fattest, (cost.megabytes, seed, name))
            if tried.outcome in NEVER or cost.megabytes > MOST_MEGABYTES or cost.seconds > MOST_SECONDS:
                wrong += 1
                print(f"seed {seed} ({name}): {tried.outcome}, {cost}")
    for outcome, number in outcomes.most_common():
        print(f"{number:>7}  {outcome}")
    print(f"{rows} rows imported and taken back, {time.monotonic() - started:.0f} s in all")
    print(f"slowest reading: {slowest[0]:.2f} s (seed {slowest[1]}, {slowest[2]})")
    print(f"most memory of a reading: {fattest[0]} MB (seed {fattest[1]}, {fattest[2]})")
    print(f"most memory of the portal: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    print(f"{wrong} files did what none may do")
    return 1 if wrong else 0


if __name__ == "__main__":
    main()
