"""The eight sheets of ``tests/data/sheets`` read as its manifest says, on a database with the demo."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.importing import Ran, contents, importsheet

FOLDER = Path(__file__).parents[1] / "data" / "sheets"
MANIFEST: dict[str, Any] = json.loads((FOLDER / "manifest.json").read_text())
ALWAYS_NORMAL = "02-党员基本信息汇总表.xlsx"
"""The one sheet whose 党籍状态 says 正常 for everyone, which the manifest does not repeat."""


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Any:  # noqa: ANN401  a fixture
    """Load the demo once for all sheets: they are only read. Leave an empty database behind."""
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        call_command("loaddemo", stdout=io.StringIO())
        yield
        call_command("flush", verbosity=0, interactive=False)


@pytest.mark.parametrize("name", MANIFEST)
def test_sheet_reads_as_its_manifest_says(name: str, demo: None, db: None) -> None:
    ran = importsheet("members", FOLDER / name, "--dry-run", "--json")
    wanted = MANIFEST[name]
    assert ran.json["refused"] is None
    assert ran.json["committed"] is False
    assert ran.code == (1 if wanted["refused"] else 0)
    assert read_by(ran, wanted["members"], given=name) == wanted["members"]
    assert refused_by(ran) == [(r["name"], r["field"]) for r in wanted["refused"]]
    assert ran.json["counts"]["create"] == len(wanted["members"])
    assert ran.json["counts"]["refuse"] == len(wanted["refused"])


def read_by(ran: Ran, wanted: list[dict[str, str]], *, given: str) -> list[dict[str, str]]:
    """Return the values of the good rows, without what follows from the ID number and the manifest leaves out."""
    good = [dict(row["values"]) for row in ran.json["rows"] if row["outcome"] != "refuse"]
    for values, named in zip(good, wanted, strict=True):
        for derived in ("sex", "birth_date"):
            if derived not in named:
                assert values.pop(derived)
        if given == ALWAYS_NORMAL:
            assert values.pop("party_status") == "正常"
    return good


def refused_by(ran: Ran) -> list[tuple[str, str]]:
    """Return name and field at fault of each refused row."""
    refused = []
    for row in ran.json["rows"]:
        if row["outcome"] == "refuse":
            (problem,) = row["problems"]
            assert problem["message"].endswith(("。", "？"))
            refused.append((row["values"].get("name", ""), problem["field"]))
    return refused


def test_dry_run_of_every_sheet_writes_nothing(demo: None, db: None) -> None:
    before = contents()
    for name in MANIFEST:
        importsheet("members", FOLDER / name, "--dry-run", "--json")
    assert contents() == before


def test_sheet_of_branches_without_a_table_is_passed_over_and_said_so(demo: None, db: None) -> None:
    told = importsheet("members", FOLDER / "06-各支部名册.xlsx", "--dry-run", "--json").json
    assert len(told["sheets"]) == 3
    assert len(told["passed_over"]) == 1


def test_sample_hint_and_note_rows_are_skipped_and_said_so(demo: None, db: None) -> None:
    told = importsheet("members", FOLDER / "05-组织关系导入样表.xlsx", "--dry-run", "--json").json
    assert [skipped["row"] for skipped in told["sheets"][0]["skipped"]] == [2, 3]
    assert told["counts"]["skip"] == 2
