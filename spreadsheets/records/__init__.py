"""Sheets of records: kinds that are declared by their model, their columns and how a row is recognised again.

What a kind of this family shares is done here, once: converting, looking related rows up, judging by the model's own
rules, comparing, storing in bulk, undoing. Nothing here knows a word of the domain: whose rows they are and what a
column may name is told by the rooms. ``docs/adding-a-sheet.md`` shows one.
"""

from spreadsheets.records.columns import ColumnsOf, RecordColumn
from spreadsheets.records.context import RecordContext, Scope
from spreadsheets.records.lookups import Lookup, NamedLookup, Unsure
from spreadsheets.records.sheet import RecordSheet

__all__ = [
    "ColumnsOf",
    "Lookup",
    "NamedLookup",
    "RecordColumn",
    "RecordContext",
    "RecordSheet",
    "Scope",
    "Unsure",
]
