"""The cards at the top: each figure in its form, its changes, and the addresses of its rows."""

from __future__ import annotations

from dataclasses import dataclass

from core.figures import Figure, FigureSet, Share, Span, number_words
from core.figures.wording import NOTHING
from core.numbers import signed, thousands
from reports.addresses import rows_address
from reports.dashboard.moments import YEAR, Change, Changes
from reports.dashboard.nests import OF_WHOLES, Form, Nest, Shown
from reports.selection import Selection

SO_FAR = "累计"


@dataclass(frozen=True)
class Note:
    """A number beside the large one: what it is called, the number, the address of its rows."""

    title: str
    words: str
    href: str


@dataclass(frozen=True)
class Card:
    """One figure. ``period`` says what the number speaks of; changes and notes stand beside it."""

    title: str
    period: str
    value: str
    unit: str
    icon: str
    href: str
    changes: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()


class Cards:
    """Lays out the cards of one computation."""

    def __init__(self, found: FigureSet, selection: Selection) -> None:
        self.found, self.selection = found, selection
        self.changes = Changes(found, selection)

    def of(self, nest: Nest) -> list[Card]:
        """The cards of a nest; for branches those are left out that only a committee can tell."""
        return [self._card(shown) for shown in nest.shown if self._tells(shown)]

    def _tells(self, shown: Shown) -> bool:
        return not self.selection.is_part or (shown.figure.by_branch and shown.key not in OF_WHOLES)

    def _card(self, shown: Shown) -> Card:
        lay_out = {Form.STATE: self._state, Form.DURING: self._during, Form.SO_FAR: self._so_far}
        return lay_out[shown.form](shown)

    def _state(self, shown: Shown) -> Card:
        return self._told(shown, Span.DAY, changes=tuple(self.changes.of(shown.figure, Span.DAY)))

    def _during(self, shown: Shown) -> Card:
        figure, span = shown.figure, self.selection.grain.span
        so_far = number_words(figure, self.found.number(figure, self.selection.month, Span.TO_DATE))
        unit = "%" if isinstance(figure, Share) and so_far != NOTHING else ""
        note = Note(SO_FAR, so_far + unit, self._address(figure, Span.TO_DATE))
        return self._told(
            shown,
            span,
            period=self.selection.grain.words,
            changes=tuple(self.changes.of(figure, span)),
            notes=(note,),
        )

    def _so_far(self, shown: Shown) -> Card:
        figure, span, month = shown.figure, self.selection.grain.span, self.selection.month
        year_before = month.plus(-YEAR)
        added = self.found.number(figure, month, span)
        before = self.found.number(figure, year_before, span)
        known = self.changes.is_known(year_before)
        words = number_words(figure, before if known else None)
        notes = (
            Note(
                self.selection.grain.words,
                signed(added) if added else "没有新增",
                self._address(figure, span),
            ),
            Note("上年同期", words, rows_address(figure, year_before, span, self.selection.branch_key)),
        )
        return self._told(shown, Span.TO_DATE, period=SO_FAR, notes=notes)

    def _told(
        self,
        shown: Shown,
        span: Span,
        *,
        period: str = "",
        changes: tuple[Change, ...] = (),
        notes: tuple[Note, ...] = (),
    ) -> Card:
        figure = shown.figure
        value = number_words(figure, self.found.number(figure, self.selection.month, span))
        return Card(
            title=figure.title,
            period=period,
            value=value,
            unit=self._unit(figure, span),
            icon=shown.icon,
            href=self._address(figure, span),
            changes=changes,
            notes=notes,
        )

    def _unit(self, figure: Figure, span: Span) -> str:
        if not isinstance(figure, Share):
            return figure.unit
        counts = self.found.counts_of(figure, self.selection.month, span)
        return f"{figure.unit} {'/'.join(thousands(count) for count in counts)}"

    def _address(self, figure: Figure, span: Span) -> str:
        return rows_address(figure, self.selection.month, span, self.selection.branch_key)
