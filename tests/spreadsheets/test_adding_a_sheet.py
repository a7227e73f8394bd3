"""The worked example of docs/adding-a-sheet.md, run as it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from branches.models import Branch, Committee, Enterprise
from contributions.models import Improvement
from spreadsheets.exports import RecordExport
from spreadsheets.registry import EXPORTS, SHEETS
from tests.spreadsheets.records import Sheets

PAGE = Path(__file__).parents[2] / "docs" / "adding-a-sheet.md"
HEADER = ["实事名称", "类型", "规模", "计量单位", "建成时间", "支部", "企业名称"]


@pytest.fixture
def sheets(tmp_path: Path, branches: list[Branch]) -> Iterator[Sheets]:
    example = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[0]
    room: dict[str, object] = {"__name__": "contributions.sheets.improvements"}
    exec(compile(example, str(PAGE), "exec"), room)  # noqa: S102  the page's own text is what is tested
    kind = room["IMPROVEMENTS"]
    EXPORTS["improvements"] = RecordExport(kind, permission="contributions.view_improvement")  # type: ignore[arg-type]  # of the page
    yield Sheets("improvements", tmp_path)
    del SHEETS["improvements"], EXPORTS["improvements"]


def test_the_example_is_short() -> None:
    example = re.findall(r"class ImprovementSheet.*?\n    \)\n", PAGE.read_text("utf-8"), re.DOTALL)[0]
    assert len(example.splitlines()) <= 30


def test_the_example_imports_updates_exports_and_takes_back(sheets: Sheets, committee: Committee) -> None:
    firm = Enterprise.objects.create(committee=committee, name="湖风纺织有限公司", ownership="mixed")
    ran = sheets.run(
        HEADER,
        ["三号门停车场", "停车", "1,200", "平方米", "2024年3月", "第一支部", firm.name],
        ["夫妻房一期", "夫妻宿舍", "12", "平方米", "2024-05-01", "", ""],
        ["食堂", "食堂餐厅", "", "处", "2024-05-01", "第九支部", "没有的公司"],
    )
    assert ran.codes() == {3: ["rule"], 4: ["branch_unknown", "enterprise_unknown", "quantity_missing"]}
    assert Improvement.objects.count() == 0

    good = ["三号门停车场", "停车", "1,200", "平方米", "2024年3月", "第一支部", firm.name]
    assert sheets.run(HEADER, good).json["counts"]["create"] == 1
    stored = Improvement.objects.get()
    assert (stored.kind, stored.quantity, stored.delivered_on, stored.enterprise) == (
        "parking", 1200, date(2024, 3, 1), firm,
    )  # fmt: skip
    assert sheets.again() == {"unchanged": 1}

    changed = sheets.run(HEADER, ["三号门 停车场", "", "1500", "", "2024-03-01", "第一支部", ""])
    assert changed.json["rows"][0]["changes"] == {"quantity": ["1200", "1500"]}
    assert sheets.undo() == []
    stored.refresh_from_db()
    assert (stored.quantity, stored.revision) == (1200, 3)
