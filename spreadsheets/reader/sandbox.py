"""Closing the doors of the reading process before it touches a file."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import Any

from spreadsheets.reader.limits import Limits

try:
    import resource
except ImportError:  # Windows has no such limits; there the parent's clock is the only one
    resource = None  # type: ignore[assignment]

OPEN_FILES = 3
"""The three that stand open. Whatever runs in the process, the system gives it no file, socket or pipe."""
GRACE = 1
"""Seconds between the signal that names the processor limit as the reason and the one that only kills."""
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "cp936", "cp1252", "latin-1", "ascii", "cp437")
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.",
    "shutil.",
    "ctypes.",
    "ftplib.",
    "urllib.",
    "webbrowser.",
    "tempfile.",
    "pty.",
)


def close_doors(limits: Limits, size: int) -> None:
    """Limit this process for a file of ``size`` bytes, for good: nothing can take the limits back."""
    for encoding in ENCODINGS:
        codecs.lookup(encoding)  # loads it now, as no file can be opened later
    if resource is not None:
        seconds = max(1, round(limits.cpu_budget(size)))
        _lower(resource.RLIMIT_CPU, seconds, GRACE)
        _lower(resource.RLIMIT_AS, _own_size() + limits.memory_bytes + size)
        _lower(resource.RLIMIT_FSIZE, 0)
        _lower(resource.RLIMIT_NOFILE, OPEN_FILES)
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_NPROC, 0)
    sys.addaudithook(_forbid)


def _lower(what: int, value: int, grace: int = 0) -> None:
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
        grace = min(grace, hard - value)
    resource.setrlimit(what, (value, value + grace))


def _own_size() -> int:
    """Give the address space that the interpreter itself takes, so that the limit counts what the file costs."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:  # not Linux
        return 1 << 30
    return pages * resource.getpagesize()


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what no parser needs: opening anything, other processes, the network. An audit hook cannot be removed."""
    if event == "open" or event.startswith(FORBIDDEN):
        raise PermissionError(event, len(arguments))
