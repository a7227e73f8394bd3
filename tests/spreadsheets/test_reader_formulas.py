"""Formulas that reach out of the workbook are not read; those that calculate are."""

from __future__ import annotations

import pytest

from spreadsheets.reader.book import CellError, Formula
from spreadsheets.reader.formulas import computed, fetches


@pytest.mark.parametrize(
    "formula",
    [
        "cmd|' /C calc'!A0",
        "+cmd|'/C powershell'!_xlbgnm.A1",
        'WEBSERVICE("http://127.0.0.1:9/"&amp;B2)',
        "_xlfn.WEBSERVICE(A1)",
        'IF(A1="",webservice (B2),"")',
        'RTD("prog",,"topic")',
        'IMAGE("http://127.0.0.1/x.png")',
        'IMPORTXML("http://127.0.0.1","//a")',
    ],
)
def test_formula_reaches_out(formula: str) -> None:
    assert fetches(formula) is True
    assert computed(formula, "李四") == Formula(CellError("#OUTSIDE"))


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "VLOOKUP(A2,[1]Sheet1!$A:$C,3,0)",
        'IF(MOD(MID(B2,17,1),2)=1,"男","女")',
        'TEXT(MID(B2,7,8),"0000-00-00")',
        '"甲|乙"',
        "&quot;甲|乙&quot;&amp;A1",
        "Sheet2!A3",
    ],
)
def test_formula_stays_inside(formula: str) -> None:
    assert fetches(formula) is False
    assert computed(formula, "李四") == Formula("李四")
