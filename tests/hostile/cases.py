"""What a hostile file is in these tests: how it is made, and how reading it may end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

HEADER = ("姓名", "身份证号", "手机号", "所在党支部", "家庭住址", "入党时间")
PEOPLE = (
    ("钱卫东", "430699196002070013", "13800138001", "第一党支部", "云溪路1号", "1986-07-01"),
    ("孙丽华", "430699196003150023", "13800138002", "第一党支部", "云溪路2号", "1987-07-01"),
    ("李志强", "430699196004210032", "13800138003", "第一党支部", "云溪路3号", "1988-07-01"),
)
ROWS = (HEADER, *PEOPLE)
READ = "read"
"""Reading may give the three people, all of them and nothing else."""


@dataclass(frozen=True)
class Case:
    """A file and the ways in which it may end: :data:`READ`, or the codes of refusals."""

    make: Callable[[], bytes]
    ends: frozenset[str]


def case(make: Callable[[], bytes], *ends: str) -> Case:
    """Return a case; without ``ends`` the file must be read."""
    return Case(make, frozenset(ends or (READ,)))


def table_rows(people: tuple[tuple[str, ...], ...] = ROWS) -> str:
    """Return the rows of a worksheet with inline texts."""
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for letter, text in zip("ABCDEFGH", row, strict=False)
        )
        + "</row>"
        for number, row in enumerate(people, start=1)
    )


def csv_rows(separator: str = ",", people: tuple[tuple[str, ...], ...] = ROWS) -> str:
    """Return the same as text."""
    return "".join(separator.join(row) + "\n" for row in people)
