"""The ways on which a roster is sent: each measured in a process that does nothing else."""

from __future__ import annotations

import os
import resource
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import django

django.setup()

from django.db import connection, models  # noqa: E402  Django must be ready
from import_export.formats.base_formats import XLSX  # noqa: E402
from import_export.instance_loaders import CachedInstanceLoader  # noqa: E402
from import_export.resources import ModelResource, modelresource_factory  # noqa: E402

from accounts.system import COMMAND_LINE  # noqa: E402
from bench import floor  # noqa: E402
from bench.roster import BRANCHES, ENTERPRISES, HEADER  # noqa: E402
from branches.models import Branch, Committee, Enterprise, Ownership  # noqa: E402
from members.models import Member  # noqa: E402
from members.names import pinyin_of  # noqa: E402
from spreadsheets.actions import import_book  # noqa: E402
from spreadsheets.kinds import kind_of  # noqa: E402
from spreadsheets.reader import DEFAULT_LIMITS, read_book  # noqa: E402

BATCH = 1000
WIDE = replace(DEFAULT_LIMITS, rows=100_000, upload_bytes=20 * 1024 * 1024)
"""Twice what a page takes, so that the cost shows at a third size."""


def run_way(way: str, file: Path) -> dict[str, float]:
    """Import ``file`` and return seconds, processor seconds and megabytes."""
    if way == "ours":
        return _ours(file)
    if way == "fill":
        content = file.read_bytes()
        _import(file, content, read_book(content, limits=WIDE), _organise())
        return {}
    return _floor(file) if way == "floor" else _stock(file, bulk=way == "stock bulk")


def _timed(prefix: str, act: Callable[[], object]) -> dict[str, float]:
    """Return seconds on the clock and of processors: this process, those it started, and the database's."""
    clock, processor = time.perf_counter(), _processor()
    act()
    return {f"{prefix}seconds": time.perf_counter() - clock, f"{prefix}processor": _processor() - processor}


def _processor() -> float:
    used = [resource.getrusage(whom) for whom in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used) + _processor_of_database()


def _processor_of_database() -> float:
    """Return what the connection's process at a PostgreSQL server on this machine has used; 0 where none is."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number = cursor.fetchone()[0]
    try:
        fields = Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _floor(file: Path) -> dict[str, float]:
    floor.create_table()
    content = file.read_bytes()
    found = _timed("", lambda: floor.run(content))
    if floor.run(content) < 1:
        raise SystemExit("the floor stored nothing")
    return {**found, "megabytes": _megabytes()}


def _ours(file: Path) -> dict[str, float]:
    place = _organise()
    pinyin_of("暖")  # loads its dictionaries, as all modules are loaded before a way is measured
    plans: list[Any] = []

    def bring_in() -> None:
        content = file.read_bytes()
        plans.append(_import(file, content, read_book(content, limits=WIDE), place))

    with _Together() as together:
        found = _timed("", bring_in)
    own = _megabytes()
    if plans[0].counts["create"] != Member.objects.count():
        raise SystemExit(f"not everything was stored: {plans[0].counts}")
    created = plans.pop().counts["create"]
    with _Together() as again:
        found |= _timed("again ", bring_in)
    if plans[0].counts["unchanged"] != created:
        raise SystemExit(f"not everything was unchanged: {plans[0].counts}")
    return {**found, "megabytes": together.megabytes, "own": own, "again megabytes": again.megabytes}


def _import(file: Path, content: bytes, book: Any, place: Any) -> Any:  # noqa: ANN401  as import_book takes them
    return import_book(
        by=COMMAND_LINE, kind="members", file_name=file.name, content=content, book=book, place=place,
        valid_only=False,
    )  # fmt: skip


def _organise() -> Any:  # noqa: ANN401  a place
    committee = Committee.objects.create(name="港区流动党员党委", short_name="港区党委")
    for number, name in enumerate(BRANCHES, start=1):
        Branch.objects.create(committee=committee, name=name, short_name=name[4:], code=f"b{number}")
    for name in ENTERPRISES:
        Enterprise.objects.create(committee=committee, name=name, ownership=Ownership.NON_PUBLIC)
    return kind_of("members").places(by=COMMAND_LINE)[0]


def _stock(file: Path, *, bulk: bool) -> dict[str, float]:
    model = _plain_model()
    with connection.schema_editor() as editor:
        editor.create_model(model)
    resource_of_model = _stock_resource(model, bulk=bulk)

    def bring_in() -> None:
        dataset = XLSX().create_dataset(file.read_bytes())
        dataset.headers = [f"c{number}" for number in range(len(HEADER))]
        for dry_run in (True, False):
            result = resource_of_model.import_data(
                dataset, dry_run=dry_run, use_transactions=True, raise_errors=True
            )
        if model._default_manager.count() != len(dataset) or result.has_errors():
            raise SystemExit("the stock flow did not store everything")

    return {**_timed("", bring_in), "megabytes": _megabytes()}


def _plain_model() -> type[models.Model]:
    """Return a model of twenty plain columns; the fifth is the ID number by which rows are known again."""
    fields: dict[str, Any] = {
        f"c{number}": models.CharField(max_length=200, unique=title == "身份证号")
        for number, title in enumerate(HEADER)
    }
    meta = type("Meta", (), {"app_label": "spreadsheets", "db_table": "bench_plain"})
    return type("PlainMember", (models.Model,), {**fields, "Meta": meta, "__module__": __name__})


def _stock_resource(model: type[models.Model], *, bulk: bool) -> ModelResource:
    options: dict[str, Any] = {"import_id_fields": (f"c{HEADER.index('身份证号')}",)}
    if bulk:
        options |= {
            "use_bulk": True, "batch_size": BATCH, "skip_diff": True, "skip_html_diff": True,
            "report_skipped": False, "instance_loader_class": CachedInstanceLoader,
        }  # fmt: skip
    return modelresource_factory(model, meta_options=options)()


def _megabytes() -> float:
    """Return the most that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class _Together:
    """Watches, within a block, the most that this process and those it has started hold at one time."""

    EVERY = 0.02
    PAGE = resource.getpagesize()

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(self.EVERY):
            held = sum(map(self._pages_of, [os.getpid(), *self._children()]))
            self.megabytes = max(self.megabytes, held * self.PAGE / 1024**2)

    def _children(self) -> list[int]:
        with suppress(OSError):
            tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
            return [int(n) for task in tasks for n in (task / "children").read_text(encoding="ascii").split()]
        return []

    def _pages_of(self, number: int) -> int:
        with suppress(OSError):
            return int(Path(f"/proc/{number}/statm").read_text(encoding="ascii").split()[1])
        return 0
