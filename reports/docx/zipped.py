"""Packages that are equal where their parts are: one time for all of them."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

FIRST_YEAR = 1980
"""The first that a zip package can hold."""


def repacked(content: bytes, moment: datetime) -> bytes:
    """Return the same package with ``moment`` as the time of every part."""
    stamp = (max(moment.year, FIRST_YEAR), *moment.timetuple()[1:6])
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, stamp), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
