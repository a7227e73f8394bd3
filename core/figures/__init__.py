"""Figures: each declared once by an app, counted together, and listed row by row by the same declaration."""

from core.figures.bases import Base
from core.figures.declarations import (
    CountedFigure,
    Figure,
    FlowFigure,
    Part,
    Share,
    Split,
    StockFigure,
    counted_in,
)
from core.figures.engine import compute
from core.figures.places import Branches, PlaceRow, places_of
from core.figures.registry import FIGURES, Places, Registry
from core.figures.relations import AtMost, Balance, Finding, Moment, Relation, Term, adds_up
from core.figures.rows import counted_by, rows_of
from core.figures.snapshots import Change, Rows, Told, base_key, changes, difference, rows_behind
from core.figures.spans import Span
from core.figures.values import EVERYWHERE, Ask, FigureSet, Number, asks
from core.figures.wording import change_of, change_words, number_words

__all__ = [
    "EVERYWHERE",
    "FIGURES",
    "Ask",
    "AtMost",
    "Balance",
    "Base",
    "Branches",
    "Change",
    "CountedFigure",
    "Figure",
    "FigureSet",
    "Finding",
    "FlowFigure",
    "Moment",
    "Number",
    "Part",
    "PlaceRow",
    "Places",
    "Registry",
    "Relation",
    "Rows",
    "Share",
    "Span",
    "Split",
    "StockFigure",
    "Term",
    "Told",
    "adds_up",
    "asks",
    "base_key",
    "change_of",
    "change_words",
    "changes",
    "compute",
    "counted_by",
    "counted_in",
    "difference",
    "number_words",
    "places_of",
    "rows_behind",
    "rows_of",
]
