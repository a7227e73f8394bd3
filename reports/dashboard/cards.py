"""The cards at the top: each figure in its form, its change, and the address of its rows."""

from __future__ import annotations

from dataclasses import dataclass

from core.figures import Figure, FigureSet, Number, Share, Span, change_of, number_words
from core.numbers import signed, thousands
from reports.addresses import rows_address
from reports.dashboard.nests import NESTS, OF_WHOLES, Form, Nest, Shown
from reports.selection import Selection


@dataclass(frozen=True)
class Card:
    """One figure. ``period`` says what the number speaks of; ``change`` and ``note`` stand beside it."""

    title: str
    period: str
    value: str
    unit: str
    icon: str
    href: str
    change: Number | None = None
    note: str = ""


class Cards:
    """Lays out the cards of one computation."""

    def __init__(self, found: FigureSet, selection: Selection) -> None:
        self.found, self.selection = found, selection

    def nests(self) -> list[tuple[Nest, list[Card]]]:
        """The cards by nest; for branches those are left out that only a committee can tell."""
        return [(nest, [self._card(shown) for shown in nest.shown if self._tells(shown)]) for nest in NESTS]

    def _tells(self, shown: Shown) -> bool:
        return not self.selection.is_part or (shown.figure.by_branch and shown.key not in OF_WHOLES)

    def _card(self, shown: Shown) -> Card:
        lay_out = {Form.STATE: self._state, Form.MONTH: self._month, Form.SO_FAR: self._so_far}
        return lay_out[shown.form](shown.figure, shown.icon)

    def _state(self, figure: Figure, icon: str) -> Card:
        month = self.selection.month
        now, before = self.found.number(figure, month), self.found.number(figure, month.plus(-1))
        return Card(
            title=figure.title,
            period="",
            value=number_words(figure, now),
            unit=self._unit(figure),
            icon=icon,
            href=self._address(figure),
            change=change_of(figure, now, before),
        )

    def _month(self, figure: Figure, icon: str) -> Card:
        month = self.selection.month
        now = self.found.number(figure, month, Span.MONTH)
        before = self.found.number(figure, month.plus(-1), Span.MONTH)
        so_far = self.found.number(figure, month, Span.TO_DATE)
        return Card(
            title=figure.title,
            period=Form.MONTH.value,
            value=number_words(figure, now),
            unit=figure.unit,
            icon=icon,
            href=self._address(figure, Span.MONTH),
            change=change_of(figure, now, before),
            note=f"累计 {number_words(figure, so_far)}",
        )

    def _so_far(self, figure: Figure, icon: str) -> Card:
        month = self.selection.month
        added = self.found.number(figure, month, Span.MONTH)
        return Card(
            title=figure.title,
            period=Form.SO_FAR.value,
            value=number_words(figure, self.found.number(figure, month, Span.TO_DATE)),
            unit=figure.unit,
            icon=icon,
            href=self._address(figure, Span.TO_DATE),
            note=f"本月 {signed(added)}" if added else "本月没有新增",
        )

    def _unit(self, figure: Figure) -> str:
        if not isinstance(figure, Share):
            return figure.unit
        part, whole = (thousands(count) for count in self.found.counts_of(figure, self.selection.month))
        return f"{figure.unit} {part}/{whole}"

    def _address(self, figure: Figure, span: Span | None = None) -> str:
        return rows_address(figure, self.selection.month, span, self.selection.branch_key)
