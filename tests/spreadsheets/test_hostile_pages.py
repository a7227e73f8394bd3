"""Markup in a file stays text on every page that speaks of it, for every kind of sheet; formulas leave as texts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.models import Member
from spreadsheets.kinds import kind_of
from spreadsheets.models import ImportBatch
from spreadsheets.registry import SHEETS
from tests.hostile.portal import import_by_web, send
from tests.importing import HEADER, person_row, xlsx
from tests.raw_workbook import sheets_of
from tests.spreadsheets.test_hostile import FOLDER, secretary

__all__ = ["secretary"]
EVIL = "\"'><evil-tag onfocus=alert(1)>{{7*7}}"
LIVE = re.compile(r"<evil-tag|\"'>|49\b.{0,3}</evil")
Browse = Callable[[User], Client]


def pages_of(client: Client, addresses: list[str]) -> list[str]:
    found = []
    for address in addresses:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200
        found.append(answer.content.decode())
    return found


@pytest.mark.parametrize("kind", SHEETS)
def test_markup_in_any_place_of_any_sheet_stays_text(
    kind: str, client_of: Browse, staff: User, auditor: User, branches: list[Branch]
) -> None:
    client, columns = client_of(staff), kind_of(kind).columns
    header = [*(column.title for column in columns), EVIL, ""]
    rows = [[EVIL, EVIL], header, [EVIL] * len(header), [EVIL, *[""] * (len(columns) - 1), EVIL, EVIL]]
    answer = send(client, xlsx(rows, title=EVIL[:20].replace("'", "")), f"{EVIL}.xlsx".replace("/", ""), kind)
    pages = [answer.content.decode()]
    if answer.status_code == 302:
        batch = ImportBatch.objects.get()
        steps = [reverse(f"spreadsheets:{step}", args=[batch.pk]) for step in ("columns", "check", "done")]
        pages += pages_of(client, [answer["Location"], *steps])
    entries = [reverse("audit:entry", args=[entry.pk]) for entry in AuditEntry.objects.all()]
    pages += pages_of(client, [reverse("spreadsheets:batches")])
    pages += pages_of(client_of(auditor), [reverse("audit:entries"), *entries])
    assert not any(LIVE.search(page) for page in pages)
    assert any("evil-tag" in page for page in pages)


def test_markup_of_a_member_who_was_imported_stays_text(
    client_of: Browse, secretary_one: User, branch_one: Branch
) -> None:
    client = client_of(secretary_one)
    rows: list[list[Any]] = [[*HEADER, "家庭住址", "备注"], [*person_row(1), EVIL, EVIL]]
    ended = import_by_web(client, xlsx(rows), "x.xlsx")
    member = Member.objects.get()
    assert (ended.code, member.address) == ("stored", EVIL)
    changed: list[list[Any]] = [[*HEADER, "家庭住址", "备注"], [*person_row(1), f"{EVIL}2", f"{EVIL}3"]]
    ended.pages += import_by_web(client, xlsx(changed), "x.xlsx").pages
    pages = pages_of(client, [reverse("spreadsheets:batches"), member.get_absolute_url()])
    assert not any(LIVE.search(page) for page in [*ended.pages, *pages])
    assert any("evil-tag" in page for page in ended.pages)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04<evil-tag>", f'a,"{EVIL}'.encode(), f"<svg>{EVIL}</svg>".encode(), EVIL.encode()]
)
def test_a_sentence_of_refusal_repeats_no_markup(
    content: bytes, client_of: Browse, secretary_one: User
) -> None:
    answer = send(client_of(secretary_one), content, f"{EVIL}.csv")
    assert answer.status_code == 422
    assert not LIVE.search(answer.content.decode())


def test_what_looks_like_a_formula_leaves_as_text(client_of: Browse, secretary: User) -> None:
    client = client_of(secretary)
    assert import_by_web(client, (FOLDER / "inject_text.xlsx").read_bytes()).code == "stored"
    kept = sorted(member.address for member in Member.objects.all())
    told = export(client, "xlsx")
    (cells,) = sheets_of(told).values()  # which asserts that none holds a formula
    texts = [str(value) for value in cells.values()]
    assert all(address in texts for address in kept)
    rows = list(csv.reader(io.StringIO(export(client, "csv").decode("utf-8-sig"))))
    assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for row in rows for cell in row)


def export(client: Client, file_format: str) -> bytes:
    answer: Any = client.post("/imports/export/members/", {"file_format": file_format, "full": "on"})
    assert answer.status_code == 200
    content: bytes = answer.content
    return content


def test_a_file_name_of_markup_is_a_word_on_every_page(
    client_of: Browse, secretary_one: User, branch_one: Branch
) -> None:
    client = client_of(secretary_one)
    file = SimpleUploadedFile(f"{EVIL}.xlsx", xlsx([HEADER, person_row(1)]))
    answer = client.post(reverse("spreadsheets:upload", args=["members"]), {"file": file})
    batch = ImportBatch.objects.get()
    client.post(reverse("spreadsheets:discard", args=[batch.pk]))
    pages = pages_of(client, [answer["Location"], reverse("spreadsheets:batches")])
    assert "evil-tag" in batch.file_name
    assert not any(LIVE.search(page) for page in pages)
