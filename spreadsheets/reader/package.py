"""The zip package of an office file: counted, never unpacked to disk, no part name ever used as a path."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from spreadsheets.reader.limits import MEGABYTE, Limits
from spreadsheets.reader.refusal import Refusal

CHUNK = 131_072
CENTRAL_ENTRY = b"PK\x01\x02"
IS_ENCRYPTED = 0x1
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""All that zipfile raises on damaged packages."""

KINDS_BY_PART = (
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "word"),
    ("ppt/presentation.xml", "word"),
    ("content.xml", "ods"),
)


class Package:
    """A zip package held in memory. Part names are looked up without regard to case, as Windows programs write them."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Read the directory; Refusal where it is damaged, encrypted or too large."""
        self._limits = limits
        self._left = limits.unpacked_bytes
        # Counted before zipfile makes an object of each. Compressed data hold the four bytes by chance, but rarely.
        if content.count(CENTRAL_ENTRY) > limits.parts:
            raise Refusal("too_many_parts", limit=limits.parts)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError) as error:
            raise Refusal("damaged") from error
        entries = self._zip.infolist()
        self._parts = {_part_name(entry.filename): entry for entry in entries}
        if len(self._parts) != len(entries):
            raise Refusal("damaged")  # two parts of one name: programs disagree which one counts
        if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
            raise self._too_large()
        if any(entry.flag_bits & IS_ENCRYPTED for entry in entries):
            raise Refusal("password")
        if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in self._parts):
            raise Refusal("macros")

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of that name."""
        return _part_name(name) in self._parts

    def names(self) -> list[str]:
        """Return the names of all parts but folders, in lower case."""
        return [name for name, entry in self._parts.items() if not entry.is_dir()]

    def written_name(self, name: str) -> str:
        """Return the name of a part as the package writes it."""
        return self._parts[_part_name(name)].filename

    def kind(self) -> str:
        """Tell by its parts what the package is: ``xlsx``, or the code of the refusal."""
        for part, kind in KINDS_BY_PART:
            if part in self._parts:
                return kind
        if "[content_types].xml" in self._parts or any(name.startswith("xl/") for name in self._parts):
            return "xlsx"
        return "archive"

    def side_part(self, name: str) -> Iterator[bytes]:
        """Inflate a part without cells; no real one is large, and each of its elements would cost memory."""
        left = self._limits.side_part_bytes
        for chunk in self.chunks(name):
            left -= len(chunk)
            if left < 0:
                raise self._too_large()
            yield chunk

    def chunks(self, name: str) -> Iterator[bytes]:
        """Inflate a part piece by piece; Refusal where it is missing, damaged or more than the limit allows in all."""
        entry = self._parts.get(_part_name(name))
        if entry is None or entry.compress_type not in METHODS:
            raise Refusal("damaged")
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise self._too_large()
                    yield chunk
        except DAMAGE as error:
            raise Refusal("damaged") from error

    def _too_large(self) -> Refusal:
        return Refusal("too_large_unpacked", limit=self._limits.unpacked_bytes // MEGABYTE)


def _part_name(name: str) -> str:
    """Bring a part name to one form: no leading slash, forward slashes, lower case."""
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower()
