"""How much a file may hold and how much its reading may cost."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
TEXT_COST = 32


@dataclass(frozen=True, slots=True)
class Limits:
    """The reader's limits. All are counted on what is really there, never on what the file claims."""

    upload_bytes: int = 10 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    """All parts of a zip package together, counted while they inflate."""
    parts: int = 2000
    side_part_bytes: int = 16 * MEGABYTE
    """A part that holds no cells and no texts: list of sheets, relations, styles."""
    rows: int = 50_000
    """Rows with content in all sheets together, apart from ``heading_rows``."""
    heading_rows: int = 200
    """Allowance for titles, headers, notes and signatures above and below the rows that count."""
    columns: int = 200
    cells: int = 4_000_000
    """Cells in all sheets together, empty ones to the left of one with content included."""
    text_characters: int = 64_000_000
    """Characters of all different texts together, and ``TEXT_COST`` for each, as a short text takes memory too."""
    cell_characters: int = 32_767
    """The most that Excel itself keeps in one cell."""
    sheets: int = 200
    merges: int = 100_000
    xml_depth: int = 64
    memory_bytes: int = 176 * MEGABYTE
    """What the reading process may take beyond its own start."""
    cpu_seconds: float = 5
    cpu_seconds_per_megabyte: float = 4
    cpu_seconds_at_most: float = 20
    wall_seconds: float = 20
    wall_seconds_per_megabyte: float = 8

    def cpu_budget(self, size: int) -> float:
        """Seconds of processor time for ``size`` bytes: a small file cannot cost much, however it is made."""
        seconds = self.cpu_seconds + self.cpu_seconds_per_megabyte * size / MEGABYTE
        return min(seconds, self.cpu_seconds_at_most)

    def wall_budget(self, size: int) -> float:
        """Seconds from start to end for ``size`` bytes."""
        return self.wall_seconds + self.wall_seconds_per_megabyte * size / MEGABYTE


DEFAULT_LIMITS = Limits()
