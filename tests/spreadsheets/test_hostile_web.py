"""Damaged, malicious and awkward files end as ``tests/data/hostile/manifest.json`` says, through the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry, Outcome
from bench.forked_reader import ForkedReader, forked_reading
from spreadsheets.models import ImportBatch
from tests.hostile.portal import Ended, import_by_web, stored, upload_page
from tests.spreadsheets.test_hostile import FILES, FOLDER, MANIFEST, UPDATED, path_of, secretary

__all__ = ["secretary"]
HEADER = MANIFEST["header"]
HEAVY = {"ok_20k.xlsx"}
"""An honest file that only takes long; the test of the command imports it."""


@pytest.fixture(scope="module")
def reader() -> Iterator[ForkedReader]:
    with forked_reading() as reading:
        yield reading


@pytest.fixture
def client(client_of: Callable[[User], Client], secretary: User) -> Client:
    return client_of(secretary)


def people(rows: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [tuple(row[title] for title in HEADER) for row in rows]


@pytest.mark.parametrize("name", [name for name in FILES if name not in HEAVY])
def test_file_ends_as_its_manifest_says(
    name: str, client: Client, reader: ForkedReader, tmp_path: Path
) -> None:
    entry = FILES[name]
    if "after" in entry:
        assert import_by_web(client, path_of(entry["after"], tmp_path).read_bytes()).code == "stored"
    before = stored()
    ended = import_by_web(client, path_of(name, tmp_path).read_bytes(), name)
    assert reader.cost.seconds < entry["max_seconds"]
    assert reader.cost.megabytes < entry["max_mb"]
    for word in entry.get("never", ()):
        assert not any(word in page for page in ended.pages)
    assert not any("<script>alert" in page or "<img src=x" in page for page in ended.pages)
    assert_end(entry, ended, before)


def assert_end(entry: dict[str, Any], ended: Ended, before: list[tuple[str, ...]]) -> None:
    """Compare what is stored with the rows of the manifest."""
    if ended.code != "stored":
        assert entry["expect"] in {"refuse", "either"}
        assert ended.code == "asked" or ended.sentence.endswith("。")
        assert stored() == before
        return
    assert entry["expect"] != "refuse"
    if "n_ok" in entry:
        assert len(stored()) == entry["n_ok"]
    elif entry["file"] == UPDATED[0]:
        assert len(stored()) == len(before) + 1
    else:
        assert stored() == people(entry["rows_ok"])
    told = {row.number for row in ended.plan.rows if row.problems} | {
        skipped.row for mapping in ended.plan.mappings for skipped in mapping.table.skipped
    }
    for bad in entry.get("rows_bad", ()):
        assert bad["row"] in told or (entry["file"], bad["row"]) == UPDATED
        assert (entry["file"], bad["row"]) != UPDATED or ended.plan.counts["update"] == 1


@pytest.mark.parametrize(
    "name",
    [
        *MANIFEST["upload_names"],
        "x" * 400,
        "名\0册.xlsx",
        "\u202e",
        ".",
        "..",
        "\u202e\u202d",
        "长" * 300 + ".xlsx",
    ],
)
def test_the_name_of_an_upload_is_only_a_word(
    name: str, client: Client, reader: ForkedReader, tmp_path: Path
) -> None:
    file = SimpleUploadedFile("x", (FOLDER / "ok_three.xlsx").read_bytes())
    vars(file)["_name"] = name  # what a browser may send, past the check of SimpleUploadedFile
    answer = client.post(upload_page(), {"file": file})
    assert answer.status_code in {302, 422}
    if answer.status_code == 422:  # a name that is no name to Django: as if no file had come
        assert answer.context["form"].errors["file"]
        return
    batch = ImportBatch.objects.get()
    assert batch.file_name.isprintable()
    assert not set(batch.file_name) & set("/\\")
    page = client.get(answer["Location"], follow=True)
    assert b"<img src=x" not in page.content
    assert "Set-Cookie: x" not in page.headers
    assert not Path("/tmp/hostile_name.xlsx").exists()  # noqa: S108  where the name wants to go


def test_a_refused_file_leaves_its_size_and_fingerprint_but_nobodys_number(
    client: Client, reader: ForkedReader
) -> None:
    content = b"%PDF-1.7 430699196002070013"
    client.post(upload_page(), {"file": SimpleUploadedFile("钱卫东430699196002070013.xlsx", content)})
    entry = AuditEntry.objects.get(verb="upload")
    assert (entry.outcome, entry.object_words) == (Outcome.REFUSED, "钱卫东….xlsx")
    assert entry.detail == "流动党员花名册：pdf，27 字节，指纹 2b52d761cc0a0942"
