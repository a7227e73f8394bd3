"""A zip of spreadsheets: what lies in it, taken out in memory. Nothing is written to a disk, no name used as a path.

Whether a zip is one workbook or a bundle of files is told by what it holds, as everywhere. All sizes are counted on
what comes out, never on what the zip says of itself.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from spreadsheets.reader import DEFAULT_LIMITS, FileRefused
from spreadsheets.reader.kinds import kind_of
from spreadsheets.reader.limits import MEGABYTE
from spreadsheets.reader.package import CENTRAL_ENTRY, CHUNK, DAMAGE, IS_ENCRYPTED, METHODS

LONGEST_ARCHIVE = 30 * MEGABYTE
MOST_FILES = 50
MOST_ENTRIES = 2000
MOST_UNPACKED = 100 * MEGABYTE
UTF_8_NAME = 0x800
PARTS_OF_DOCUMENTS = ("[content_types].xml", "content.xml", "mimetype")
SYSTEM_NAMES = {"thumbs.db", "desktop.ini"}
READABLE = {"zip", "ole2", "html", "xml2003", "text"}
DAMAGED = "压缩包已损坏或没有传完整，无法解开。请重新压缩后再上传，或解压后一次选定全部表格上传。"


@dataclass
class Unpacked:
    """The files of a zip by name, and the names of what was left aside."""

    files: list[tuple[str, bytes]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def is_bundle(content: bytes) -> bool:
    """Tell whether a file is a zip that is no office document; one that is damaged is left to the reader's sentence."""
    if kind_of(content[: 4096 * 2]) != "zip" or content.count(CENTRAL_ENTRY) > MOST_ENTRIES:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [entry.filename.replace("\\", "/").lstrip("/").lower() for entry in archive.infolist()]
    except DAMAGE:
        return False
    is_document = any(name in PARTS_OF_DOCUMENTS or name.startswith(("xl/", "word/")) for name in names)
    return bool(names) and not is_document


def unpack(content: bytes) -> Unpacked:
    """Return the files in a zip; raise :class:`FileRefused` with a sentence where it holds too much, or no table."""
    if len(content) > LONGEST_ARCHIVE:
        raise FileRefused(
            "too_large", f"压缩包超过 {LONGEST_ARCHIVE // MEGABYTE} MB，不能上传。请分成几个压缩包后再上传。"
        )
    found = Unpacked()
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in _entries(archive, found):
                taken = _take(archive, entry, left)
                left -= len(taken)
                found.files.append((name_of(entry), taken))
    except DAMAGE as error:
        raise FileRefused("damaged", DAMAGED) from error
    if not any(kind_of(file) in READABLE and not is_bundle(file) for _, file in found.files):
        raise FileRefused(
            "archive", "压缩包里没有表格。请检查是否选对了文件：里面应当有 .xlsx、.xls 或 .csv 表格。"
        )
    return found


def _entries(archive: zipfile.ZipFile, found: Unpacked) -> list[zipfile.ZipInfo]:
    """Return the entries that are somebody's files; note the others in ``found``."""
    entries = []
    for entry in archive.infolist():
        if entry.is_dir() or name_of(entry).endswith("/"):
            continue
        if _is_of_the_system(name_of(entry)):
            found.ignored.append(name_of(entry))
        else:
            entries.append(entry)
    if len(entries) > MOST_FILES:
        raise FileRefused(
            "too_many_files",
            f"压缩包里有 {len(entries)} 个文件，一次最多 {MOST_FILES} 个。请分成几个压缩包后再上传。",
        )
    if any(entry.flag_bits & IS_ENCRYPTED for entry in entries):
        raise FileRefused(
            "password", "压缩包设有密码，无法解开。请去掉密码重新压缩，或解压后再上传其中的表格。"
        )
    return entries


def _take(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """Return the content of an entry, cut off where no reader takes it anyway; ``left`` is what may still come out."""
    if entry.compress_type not in METHODS:
        raise FileRefused(
            "damaged", "压缩包用了不常见的压缩方式，无法解开。请改用普通的 .zip 格式重新压缩后再上传。"
        )
    parts: list[bytes] = []
    size = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > left:
                limit = MOST_UNPACKED // MEGABYTE
                raise FileRefused(
                    "too_large_unpacked", f"压缩包解开后超过 {limit} MB，不能读取。请分成几个压缩包后再上传。"
                )
            if size > DEFAULT_LIMITS.upload_bytes:
                break  # more than any file may have: the reader says so
    return b"".join(parts)


def name_of(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry: as UTF-8 where it says so, else whatever the bytes can be.

    WPS and Windows write Chinese names in GBK and say nothing of it; zipfile has then read them as cp437.
    """
    name = entry.orig_filename.partition("\x00")[0]
    if not entry.flag_bits & UTF_8_NAME:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
    return name.replace("\\", "/")


def _is_of_the_system(name: str) -> bool:
    """Tell whether a program has left the file there: locks of open workbooks, folders' looks, forks of macOS."""
    path = PurePosixPath(name)
    base = path.name.lower()
    return "__MACOSX" in path.parts or base.startswith((".", "~$", "._")) or base in SYSTEM_NAMES
