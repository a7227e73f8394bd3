"""The typesetter, an optional package: where it is not installed, portal and other formats do without it."""

from __future__ import annotations

from importlib.util import find_spec

from reports.fonts import library

POINTS_PER_INCH = 72
PICTURE = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.picture), format: "svg", width: 100pt)
"""


def has_typst() -> bool:
    """Return whether the typesetter is installed."""
    return find_spec("typst") is not None


def png_of(svg: str, width: int) -> bytes | None:
    """Return ``svg`` as a PNG ``width`` pixels wide; ``None`` where no typesetter is installed."""
    if not has_typst():
        return None
    import typst  # noqa: PLC0415  optional

    return typst.compile(
        PICTURE,
        format="png",
        ppi=POINTS_PER_INCH * width / 100,
        sys_inputs={"picture": svg},
        font_paths=library().fonts,
    )
