"""The text part of a report: it writes itself from figures and returns, and its chapters can be rewritten.

Numbers stand in it as names of figures in braces (｛管理流动党员｝, ｛管理流动党员·上月｝) until the report is made.
"""

from reports.passages.chapters import CHAPTERS
from reports.passages.filling import Facts, Piece
from reports.passages.language import Chapter
from reports.passages.naming import faults_in
from reports.passages.returns import texts_of
from reports.passages.writing import Draft, drafts_of, passages_of

__all__ = [
    "CHAPTERS",
    "Chapter",
    "Draft",
    "Facts",
    "Piece",
    "drafts_of",
    "faults_in",
    "passages_of",
    "texts_of",
]
