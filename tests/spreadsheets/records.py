"""Importing and exporting records, as people do it by the commands."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command

from accounts.system import COMMAND_LINE
from spreadsheets.actions import undo_batch
from spreadsheets.models import ImportBatch
from tests.importing import Ran, importsheet, xlsx


@dataclass
class Sheets:
    """A kind of sheet and a folder for its files."""

    kind: str
    folder: Path

    def run(self, header: Sequence[str], *rows: Sequence[Any], options: Sequence[str] = ()) -> Ran:
        """Import rows under a header."""
        path = self.folder / "sheet.xlsx"
        path.write_bytes(xlsx([header, *rows]))
        return importsheet(self.kind, path, "--json", *options)

    def export(self, *options: str, suffix: str = "xlsx") -> Path:
        """Export what there is."""
        path = self.folder / f"list.{suffix}"
        call_command("exportsheet", self.kind, "--out", str(path), *options, stdout=io.StringIO())
        return path

    def again(self, *options: str, suffix: str = "xlsx") -> dict[str, int]:
        """Export what there is, import it, and return the counts."""
        ran = importsheet(self.kind, self.export(*options, suffix=suffix), "--json", *options)
        assert ran.codes() == {}
        counts: dict[str, int] = ran.json["counts"]
        return {name: count for name, count in counts.items() if count}

    def undo(self) -> list[str]:
        """Take the last import back; return why rows were kept."""
        batch = undo_batch(by=COMMAND_LINE, batch=ImportBatch.objects.latest("pk"))
        return [row.kept_because for row in batch.rows.all() if not row.undone]
