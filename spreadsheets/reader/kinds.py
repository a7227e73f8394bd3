"""What a file is, told from its first bytes. Its name says nothing."""

from __future__ import annotations

import re

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLD_BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
HEAD = 4096

REFUSED = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"RIFF", "image"),
    (b"{\\rtf", "word"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"\x04\x22\x4d\x18", "archive"),
    (b"MSCF\x00", "archive"),
    (b"PK\x07\x08", "archive"),
    (b"MIME-Version:", "web_archive"),
    (b"\x7fELF", "not_spreadsheet"),
    (b"MZ", "not_spreadsheet"),
    (b"SQLite format 3", "not_spreadsheet"),
)
MARKED_WITHIN = (
    (4, b"ftypheic", "image"),
    (4, b"ftypheix", "image"),
    (4, b"ftypmif1", "image"),
    (4, b"ftypavif", "image"),
    (257, b"ustar", "archive"),
)
"""Marks that do not stand at the beginning."""
UTF16 = (b"\xff\xfe", b"\xfe\xff")
XML_2003 = re.compile(
    rb"<\?mso-application[^>]*Excel|urn:schemas-microsoft-com:office:spreadsheet", re.IGNORECASE
)
OPEN_DOCUMENT = b"urn:oasis:names:tc:opendocument"
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body|table|style|div|tr)[\s>]", re.IGNORECASE)


def kind_of(content: bytes) -> str:
    """Name what the content is: ``zip``, ``ole2``, ``html``, ``xml2003``, ``text``, or the code of a refusal."""
    if not content.strip(b"\x00\t\n\r "):
        return "empty"
    if content.startswith(ZIP):
        return "zip"
    if content.startswith(OLE2):
        return "ole2"
    refused = _refused_mark(content)
    if refused is not None:
        return refused
    if content.startswith(OLD_BIFF):
        return "old_excel"
    return _kind_of_markup(content[:HEAD])


def _refused_mark(content: bytes) -> str | None:
    for mark, code in REFUSED:
        if content.startswith(mark) and not (code == "image" and mark.isascii() and _is_text(content)):
            return code
    return next((code for start, mark, code in MARKED_WITHIN if content.startswith(mark, start)), None)


def _is_text(content: bytes) -> bool:
    """Tell a text that happens to begin like an image (``BM…``) from an image."""
    return b"\x00" not in content[:HEAD]


def _kind_of_markup(head: bytes) -> str:
    if head.startswith(UTF16):
        head = head.replace(b"\x00", b"")
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    if head.startswith(b"<"):
        if XML_2003.search(head):
            return "xml2003"
        if HTML.search(head):
            return "html"
        if OPEN_DOCUMENT in head:
            return "ods"
        if head.startswith((b"<?xml", b"<!")):
            return "not_spreadsheet"
    return "text"
