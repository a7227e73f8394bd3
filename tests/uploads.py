"""What tests of uploads need: files of a size, several of them, zips as different programs write them."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from spreadsheets import running
from tests.importing import HEADER, csv_text, person_row, xlsx

PAGE = reverse("spreadsheets:upload", args=["members"])
PADDING = "说" * 200


@contextmanager
def jobs_held() -> Iterator[threading.Event]:
    """Keep all threads busy until the event is set, so that whatever is started waits; end with no job at work."""
    gate = threading.Event()
    held: list[Future[Any]] = [running.POOL.submit(gate.wait) for _ in range(running.AT_ONCE)]
    yield gate
    gate.set()
    for each in held:
        each.result()
    running.wait_for_all()


def roster(first: int, last: int, branch: str = "第一支部") -> bytes:
    """Return a workbook of the invented people from ``first`` to ``last``."""
    return xlsx([HEADER, *(person_row(number, branch) for number in range(first, last + 1))])


def large_roster(
    first: int, last: int, branch: str = "第一支部", also: Sequence[Sequence[Any]] = ()
) -> bytes:
    """Return a csv that counts as large by its size: 200 people are enough, each with words that nobody reads."""
    people = [*(person_row(number, branch) for number in range(first, last + 1)), *also]
    return csv_text([[*HEADER, "填充"], *([*row, PADDING] for row in people)])


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip with names in UTF-8, as most programs write it today."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def zipped_in_gbk(files: Mapping[str, bytes]) -> bytes:
    """Return a zip as WPS and Windows write it: names in GBK, and no word of it."""
    stand_ins = {f"{number:0{len(name.encode('gbk'))}d}": name for number, name in enumerate(files)}
    content = zipped({stand_in: files[name] for stand_in, name in stand_ins.items()})
    for stand_in, name in stand_ins.items():
        content = content.replace(stand_in.encode(), name.encode("gbk"))
    return content


def send(client: Client, files: Iterable[tuple[str, bytes]], **also: str) -> Any:  # noqa: ANN401  an answer
    """Upload files as the page does."""
    return client.post(PAGE, {"file": [SimpleUploadedFile(name, content) for name, content in files], **also})
