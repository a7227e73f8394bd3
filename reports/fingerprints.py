"""The fingerprint of a closed month: over its report, each of its numbers, the rows behind them, and its lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from core.figures import Rows
from reports.models import MonthlyReport

LINE = ("branch_id", "is_whole", "key", "now", "before", "year", "to_date")


def digest_of(
    content: Mapping[str, Any], lines: Iterable[tuple[Any, ...]], rows: Mapping[str, str], appendix: str
) -> str:
    """Return the fingerprint.

    ``lines`` in the order of :data:`LINE`; ``rows``: the fingerprint of each base's rows, by its name; ``appendix``:
    the sealed lists in plain text.
    """
    digest = hashlib.sha256(_canonical(content))
    for line in lines:
        digest.update(_canonical([_plain(value) for value in line]))
    digest.update(_canonical(dict(rows)))
    digest.update(hashlib.sha256(appendix.encode()).digest())
    return digest.hexdigest()


def is_intact(closed: MonthlyReport) -> bool:
    """Tell whether everything stored for a closed month still makes its fingerprint."""
    lines = closed.lines.order_by("pk").values_list(*LINE).iterator()
    rows = {row.base: Rows.unpack(bytes(row.content)).digest for row in closed.rows.all()}
    return digest_of(closed.content, lines, rows, closed.appendix) == closed.digest


def _canonical(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:  # noqa: ANN401  a column's value
    return f"{value:.4f}" if isinstance(value, Decimal) else value
