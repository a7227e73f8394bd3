"""The hostile files that are too big to be kept: each made when it is needed."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

from tests.importing import national_id, xlsx

HEADER = ("姓名", "身份证号", "手机号", "所在党支部", "家庭住址", "入党时间")
_MEGABYTE = 1024 * 1024
_BLANKS = b" " * _MEGABYTE
_ZIP = "xl/worksheets/sheet1.xml"


def many_people() -> bytes:
    """Return a plain workbook of 20,000 good rows."""
    return xlsx(
        [
            HEADER,
            *(
                [
                    f"钱{chr(0x4E00 + number // 200)}{chr(0x4E00 + number % 200)}",
                    national_id(number % 1000, county="430699", born=_born(number)),
                    f"139{number:08d}",
                    "第一党支部",
                    f"云溪路{number}号",
                    "2012-07-01",
                ]
                for number in range(20_000)
            ),
        ]
    )


def _born(number: int) -> str:
    return f"{1960 + number // 1000}0315"


def _with_sheet(write: Callable[[zipfile.ZipFile], None]) -> bytes:
    """Return an honest workbook whose sheet part ``write`` puts in."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx([HEADER]))) as honest,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb,
    ):
        for name in honest.namelist():
            if name != _ZIP:
                bomb.writestr(name, honest.read(name))
        write(bomb)
    return stream.getvalue()


def sheet_of_blanks() -> bytes:
    """Return a workbook whose sheet inflates to 600 MB of blanks."""

    def write(bomb: zipfile.ZipFile) -> None:
        with bomb.open(_ZIP, "w", force_zip64=True) as part:
            part.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">')
            for _ in range(600):
                part.write(_BLANKS)
            part.write(b"<sheetData/></worksheet>")

    return _with_sheet(write)


def sheet_that_lies_about_its_size() -> bytes:
    """Return a workbook whose sheet claims 1,000 bytes and inflates to 300 MB."""

    def write(bomb: zipfile.ZipFile) -> None:
        with bomb.open(_ZIP, "w") as part:
            for _ in range(300):
                part.write(_BLANKS)

    return _with_sheet(write).replace(struct.pack("<I", 300 * _MEGABYTE), struct.pack("<I", 1000))


BIG: Mapping[str, Callable[[], bytes]] = {
    "ok_20k.xlsx": many_people,
    "bomb_sheet_600mb.xlsx": sheet_of_blanks,
    "bomb_lying_size.xlsx": sheet_that_lies_about_its_size,
}
