"""Marking a workbook where it stands: the faulty cells red and commented, all else as it was sent.

The parts of the package are edited as bytes: an element is rewritten or put in, and what nobody has to touch is passed
on unread or byte for byte. It runs in a process like the reader's (``child``), since the workbook is no less somebody's
file than it was when it was read; ``process`` is the parent's side.
"""
