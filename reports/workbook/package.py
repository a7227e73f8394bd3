"""Writing the workbook's file so that equal workbooks have equal bytes: no part carries the time of its writing."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can name


class StillZip(ZipFile):
    """A zip whose parts all carry the same time."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401, ARG002  as in the library
        """Add a part from memory."""
        super().writestr(_still(str(getattr(zinfo_or_arcname, "filename", zinfo_or_arcname))), data)

    def write(self, filename: str | PathLike[str], arcname: Any = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401, ARG002  as in the library
        """Add a part from a file, piece by piece."""
        with Path(filename).open("rb") as source, self.open(_still(str(arcname)), "w") as target:
            while piece := source.read(1 << 20):
                target.write(piece)


def _still(name: str) -> ZipInfo:
    part = ZipInfo(name, BEGINNING)
    part.compress_type = ZIP_DEFLATED
    return part


def packed(book: Workbook, moment: datetime) -> bytes:
    """Return ``book`` as a file that says it was made and last changed at ``moment``."""
    # Properties hold plain times without a zone, in UTC by convention.
    book.properties.created = book.properties.modified = moment.astimezone(UTC).replace(
        tzinfo=None, microsecond=0
    )
    stream = BytesIO()
    ExcelWriter(book, StillZip(stream, "w", ZIP_DEFLATED, allowZip64=True)).save()
    return stream.getvalue()
