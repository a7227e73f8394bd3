"""Damaged, malicious and awkward files end as ``tests/data/hostile/manifest.json`` says, through the command."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from accounts.roles import Role
from branches.models import Branch, Committee
from members.models import Enrolment, Member
from tests.hostile_files import BIG
from tests.importing import Ran, importsheet
from tests.people import give, person

FOLDER = Path(__file__).parents[1] / "data" / "hostile"
MANIFEST: dict[str, Any] = json.loads((FOLDER / "manifest.json").read_text())
FILES = {entry["file"]: entry for entry in MANIFEST["files"]}
FIELDS = {
    "姓名": "name", "身份证号": "national_id", "手机号": "phone", "家庭住址": "address", "入党时间": "joined_on",
}  # fmt: skip
UPDATED = ("dup_in_db.xlsx", 3)
"""A stated rule instead of a refusal: a sheet's value is new, the old one is shown beside it and can be undone."""


@pytest.fixture
def secretary(committee: Committee) -> User:
    """The secretary of the branch of the manifest; another branch stands beside it."""
    own, other = (
        Branch.objects.create(
            committee=committee, name=MANIFEST[which], short_name=MANIFEST[which], code=which[:5]
        )
        for which in ("own_branch", "other_branch")
    )
    assert own.pk != other.pk
    user = person("shuji", "周明远", committee)
    give(user, Role.SECRETARY, branch=own)
    return user


def run(name: str, secretary: User, folder: Path, *options: str) -> Ran:
    """Import one file of the corpus."""
    return importsheet("members", path_of(name, folder), "--json", "--as", secretary.username, *options)


def path_of(name: str, folder: Path) -> Path:
    """Return where the file is; those that are too big to be kept are made now."""
    if name not in BIG:
        return FOLDER / name
    path = folder / name
    if not path.exists():
        path.write_bytes(BIG[name]())
    return path


def processor_seconds() -> float:
    """Return what this process and its children have used; the clock on the wall also counts our neighbours."""
    return sum(os.times()[:4])


def stored() -> list[dict[str, str]]:
    """Return the people of the register in the words of the manifest."""
    return [
        {title: str(getattr(member, field)) for title, field in FIELDS.items()}
        | {"所在党支部": member.branch.name}
        for member in Member.objects.select_related("branch").order_by("pk")
    ]


def people(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return rows of the manifest without their numbers."""
    return [{title: value for title, value in row.items() if title != "row"} for row in rows]


def told_rows(ran: Ran) -> set[int]:
    """Return the numbers of the rows that are refused, or left out with a reason."""
    refused = {row["row"] for row in ran.json["rows"] if row["problems"]}
    return refused | {
        row["row"] for sheet in ran.json["sheets"] for row in sheet["skipped"] if row["message"]
    }


@pytest.mark.parametrize("name", FILES)
def test_file_ends_as_its_manifest_says(name: str, secretary: User, tmp_path: Path) -> None:
    entry = FILES[name]
    if "after" in entry:
        assert run(entry["after"], secretary, tmp_path).code == 0
    before = stored()
    path_of(name, tmp_path)
    started = processor_seconds()
    ran = run(name, secretary, tmp_path)
    assert processor_seconds() - started < entry["max_seconds"]
    for word in entry.get("never", ()):
        assert word not in ran.out
    check = {"accept": check_accepted, "refuse": check_refused, "rows": check_rows, "either": check_either}
    check[entry["expect"]](entry, ran, before, secretary, tmp_path)
    assert Enrolment.objects.count() == Member.objects.count()


def check_accepted(entry: dict[str, Any], ran: Ran, before: list[Any], secretary: User, folder: Path) -> None:
    assert (ran.code, ran.json["refused"], ran.json["committed"]) == (0, None, True)
    if "n_ok" in entry:
        assert Member.objects.count() == entry["n_ok"]
    else:
        assert stored() == people(entry["rows_ok"])


def check_refused(entry: dict[str, Any], ran: Ran, before: list[Any], secretary: User, folder: Path) -> None:
    assert (ran.code, ran.json["committed"]) == (2, False)
    assert ran.json["refused"][-1] in "。？"
    assert ran.json["rows"] == []
    assert stored() == before


def check_rows(entry: dict[str, Any], ran: Ran, before: list[Any], secretary: User, folder: Path) -> None:
    wrong = {bad["row"] for bad in entry["rows_bad"] if (entry["file"], bad["row"]) != UPDATED}
    assert told_rows(ran) == wrong
    refused = set(ran.rows("refuse"))
    if refused:
        assert (ran.code, ran.json["committed"]) == (1, False)
        assert stored() == before
        again = run(entry["file"], secretary, folder, "--valid-only")
        assert (again.code, again.json["committed"]) == (1, True)
        assert set(again.rows("refuse")) == refused
    else:
        assert (ran.code, ran.json["committed"]) == (0, True)
    if entry["file"] == UPDATED[0]:
        check_update(ran, before)
    else:
        assert stored() == people(entry["rows_ok"])


def check_update(ran: Ran, before: list[Any]) -> None:
    """Row 3 has another phone than the register: told with old and new, and no second record."""
    assert ran.rows("update")[3]["changes"] == {"phone": ["13800138002", "13900000000"]}
    assert set(ran.rows("unchanged")) == {2}
    assert set(ran.rows("create")) == {4}
    assert Member.objects.count() == len(before) + 1


def check_either(entry: dict[str, Any], ran: Ran, before: list[Any], secretary: User, folder: Path) -> None:
    if ran.json["refused"]:
        check_refused(entry, ran, before, secretary, folder)
    elif "rows_bad" in entry:
        check_rows(entry, ran, before, secretary, folder)
    else:
        check_accepted(entry, ran, before, secretary, folder)


def test_two_rosters_that_overlap_give_each_person_once(secretary: User, tmp_path: Path) -> None:
    assert run("race_a.xlsx", secretary, tmp_path).json["counts"]["create"] == 100
    again = run("race_a.xlsx", secretary, tmp_path)
    assert again.json["counts"]["unchanged"] == 100
    assert Member.objects.count() == 100


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>.xlsx", "名册\u202excod.xlsx", "没有扩展名", ".htaccess"]
)
def test_name_of_the_file_decides_nothing(name: str, secretary: User, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes((FOLDER / "ok_three.xlsx").read_bytes())
    ran = importsheet("members", path, "--json", "--as", secretary.username)
    assert (ran.code, ran.json["counts"]["create"]) == (0, 3)
