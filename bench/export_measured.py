"""One way of exporting the member list, measured: started by ``export_members.py`` as a process of its own."""

from __future__ import annotations

import io
import json
import resource
import sys
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import django

django.setup()

from accounts.system import COMMAND_LINE  # noqa: E402  Django must be ready
from members.models import Member  # noqa: E402

COLUMNS = (
    "name", "sex", "ethnic_group", "birth_date", "national_id", "phone", "education", "native_place", "address",
    "category", "joined_on", "confirmed_on", "party_status", "home_organisation", "home_region", "home_contact",
    "home_contact_phone", "card_number", "enterprise__name", "occupation", "job_title", "branch__name", "notes",
)  # fmt: skip
SEALED = {"national_id", "phone", "address", "home_contact_phone", "notes"}


def main(way: str, file: Path) -> None:
    """Do one way and print what it took as JSON."""
    if way == "fill":
        _fill(file)
        return
    act = {"ours": _ours, "stock": _stock, "floor": _floor}[way]
    clock, processor = time.perf_counter(), time.process_time()
    content = act()
    found = {
        "seconds": time.perf_counter() - clock,
        "processor": time.process_time() - processor,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "size": len(content) / 1e6,
    }
    print(json.dumps(found))


def _fill(file: Path) -> None:
    from bench.ways import run_way  # noqa: PLC0415  loads the stock importer, of which the others must be free

    run_way("fill", file)


def _ours() -> bytes:
    from members.resources import export_members  # noqa: PLC0415  each way loads what it needs

    return export_members(by=COMMAND_LINE, rows=Member.objects.all(), full=True, file_format="xlsx").content


def _stock() -> bytes:
    from import_export.fields import Field  # noqa: PLC0415  as above
    from import_export.formats.base_formats import XLSX  # noqa: PLC0415
    from import_export.resources import modelresource_factory  # noqa: PLC0415

    named = {c: Field(attribute=c, column_name=c) for c in COLUMNS if "__" in c}
    fields = tuple(c for c in COLUMNS if "__" not in c) + tuple(named)
    made = modelresource_factory(Member, meta_options={"fields": fields}, custom_fields=named)()
    content: bytes = XLSX().export_data(made.export(Member.objects.select_related("enterprise", "branch")))
    return content


def _floor() -> bytes:
    plain = [column for column in COLUMNS if column not in SEALED]
    columns = (plain * 2)[: len(COLUMNS)]  # as many values, none of them sealed
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for row in Member.objects.values_list(*dict.fromkeys(columns)).iterator(chunk_size=1000):
            cells = "".join(
                [f'<c t="inlineStr"><is><t>{escape(str(v))}</t></is></c>' for v in (*row, *row)[:23]]
            )
            part.write(f"<row>{cells}</row>".encode())
    return stream.getvalue()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
