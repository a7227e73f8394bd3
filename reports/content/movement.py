"""Increase and decrease branch by branch: the matrix that goes with the second form."""

from __future__ import annotations

from itertools import count

from core.figures import EVERYWHERE, FIGURES, Balance, Figure
from core.figures.values import Place
from reports.layout import Column, Form, Kind, Row, Table
from reports.material import Material

REGISTER = "members.managed"
CAME = ("members.arrivals", "members.moves_in")
OUTCOMES = "members.departures_by_outcome"
MOVED_OUT = "members.moves_out"
BALANCE = "增减平衡"
PLACE, LINE, NUMBER = 24.0, 5.5, 7.6


def movement(material: Material) -> Table:
    """Opening, arrivals, departures by outcome, moves between branches, closing: for each branch and the whole."""
    managed, during = FIGURES[REGISTER], _during()
    lines = count(1)

    def line(title: str, place: Place, kind: Kind = Kind.PLAIN) -> Row:
        opening = material.found.number(managed, material.before, place=place)
        closing = material.found.number(managed, material.month, place=place)
        between = (material.found.number(figure, material.month, place=place) for figure in during)
        return Row((title, next(lines), opening, *between, closing), kind)

    rows = [line(place.name, place.pk) for place in material.places]
    rows.append(line("合计", EVERYWHERE, Kind.TOTAL))
    table = Table(
        "2附 分支部增减",
        "各党支部流动党员增减情况表",
        _columns(),
        tuple(rows),
        landscape=True,
        number="流党月2表附表",
        unit="人、人次",
    )
    return table.with_notes(_relation(table), *_balanced(material))


def _during() -> list[Figure]:
    return [*(FIGURES[key] for key in CAME), *FIGURES.split(OUTCOMES).pieces, FIGURES[MOVED_OUT]]


def _columns() -> tuple[Column, ...]:
    return (
        Column("党支部", PLACE, Form.TEXT),
        Column("行号", LINE, Form.LINE),
        Column("月初人数", NUMBER),
        *(Column(FIGURES[key].title, NUMBER, band="增加") for key in CAME),
        *(Column(piece.title, NUMBER, band="减少") for piece in FIGURES.split(OUTCOMES).pieces),
        Column(FIGURES[MOVED_OUT].title, NUMBER, band="减少"),
        Column("月末人数", NUMBER),
    )


def _relation(table: Table) -> str:
    """Tell by letters of columns that each line adds up, and by numbers of lines that the branches make the whole."""
    by_band = {band: [] for band in ("", "增加", "减少")}  # type: dict[str, list[str]]
    for column, letter in zip(table.columns, table.letters, strict=True):
        if column.form is Form.COUNT:
            by_band[column.band].append(letter)
    opening, closing = by_band[""]
    sums = "+".join((opening, *by_band["增加"])) + "".join(f"−{letter}" for letter in by_band["减少"])
    last = len(table.rows)
    whole = f"；各列第 {last} 行=第 1 至 {last - 1} 行之和" if last > 1 else ""
    return f"审核关系：各行 {closing}={sums}{whole}"


def _balanced(material: Material) -> list[str]:
    balance = next(r for r in FIGURES.relations if isinstance(r, Balance) and r.title == BALANCE)
    findings = list(material.findings(balance))
    failed = [f"{place}：{finding.words}" for place, finding in findings[1:] if not finding.holds]
    told = [f"合计：{findings[0][1].words}"] if findings else []
    return [*told, *(failed or ["各党支部逐一检查，均相符。"])]
