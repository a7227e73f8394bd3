"""Damage that happens to good files: bits flip, transfers stop, pieces are lost, put in, or swapped between parts."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
GOOD = sorted(
    path
    for folder in ("sheets", "hostile")
    for path in (DATA / folder).iterdir()
    if path.suffix in {".xlsx", ".xls", ".csv"} and path.stat().st_size
)


def flip(source: random.Random, content: bytes) -> bytes:
    """Flip one to two hundred bits."""
    changed = bytearray(content)
    for _ in range(source.choice((1, 3, 20, 200)) if changed else 0):
        changed[source.randrange(len(changed))] ^= 1 << source.randrange(8)
    return bytes(changed)


def cut(source: random.Random, content: bytes) -> bytes:
    """Stop somewhere."""
    return content[: source.randrange(1, len(content) + 1)]


def cut_out(source: random.Random, content: bytes) -> bytes:
    """Lose a piece."""
    start = source.randrange(len(content) + 1)
    return content[:start] + content[start + source.randrange(1, 200) :]


def put_in(source: random.Random, content: bytes) -> bytes:
    """Put noise in."""
    start = source.randrange(len(content) + 1)
    return content[:start] + source.randbytes(source.randrange(1, 64)) + content[start:]


def change_parts(source: random.Random, content: bytes) -> bytes:
    """Swap two parts of a package, or flip bits within one; another file is damaged as a whole."""
    try:
        parts = _unzipped(content)
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        return flip(source, content)
    one, other = source.choice(sorted(parts)), source.choice(sorted(parts))
    if one == other:
        parts[one] = flip(source, parts[one])
    else:
        parts[one], parts[other] = parts[other], parts[one]
    return _zipped(parts)


MUTATIONS = (flip, cut, cut_out, put_in, change_parts, change_parts)


def mutated(seed: int) -> tuple[str, bytes]:
    """Return the file of a seed: which good one it was, and what became of it."""
    source = random.Random(seed)  # noqa: S311  no secret: the same on every run
    good = source.choice(GOOD)
    mutate = source.choice(MUTATIONS)
    return f"{good.name}, {mutate.__name__}", mutate(source, good.read_bytes())


def _unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()
