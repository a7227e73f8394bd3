"""Which fonts a file is set in: the office's own, then the system's, then an open one that comes as a package.

Names are those of GB/T 9704, each followed by what Windows, macOS and open systems have in its place. Fonts are looked
for once: a new one is found after the portal's next start.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from typst import Fonts

SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "思源宋体")
SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "思源黑体", "WenQuanYi Micro Hei")


@dataclass(frozen=True)
class Face:
    """A kind of letters: the font that the rules want, what it is for, its names, and what may stand in for it."""

    wanted: str
    purpose: str
    names: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def families(self) -> tuple[str, ...]:
        """All names, the best first."""
        return (*self.names, *self.others)


FACES = {
    "title": Face(
        "方正小标宋简体",
        "标题",
        ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋_GBK"),
        ("华文中宋", "STZhongsong", "宋体", "SimSun", "Songti SC", *SERIF, *SANS),
    ),
    "head": Face(
        "黑体",
        "小标题",
        ("黑体", "SimHei"),
        ("华文黑体", "STHeiti", "Heiti SC", "Microsoft YaHei", "PingFang SC", *SANS, *SERIF),
    ),
    "kai": Face(
        "楷体_GB2312",
        "二级标题",
        ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
        ("华文楷体", "STKaiti", "Kaiti SC", *SERIF, *SANS),
    ),
    "body": Face(
        "仿宋_GB2312",
        "正文",
        ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
        ("华文仿宋", "STFangsong", "宋体", "SimSun", "Songti SC", *SERIF, *SANS),
    ),
    "table": Face(
        "宋体", "表格", ("宋体", "SimSun", "NSimSun"), ("华文宋体", "STSong", "Songti SC", *SERIF, *SANS)
    ),
}


@dataclass(frozen=True)
class Library:
    """The fonts of this machine; ``own`` are the families that lie in the office's folder."""

    fonts: Fonts
    own: frozenset[str]
    known: frozenset[str]

    def families_for(self, face: Face) -> list[str]:
        """Return the families that ``face`` is set in: those of the office's folder first, else in their order."""
        found = [name for name in face.families if name in self.known]
        return sorted(found, key=lambda name: name not in self.own)


@lru_cache(maxsize=1)
def library() -> Library:
    """Look for fonts. Only where the typesetter is installed."""
    from typst import Fonts  # noqa: PLC0415  optional

    found = Fonts(
        include_system_fonts=True,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders()],
    )
    home = str(settings.FONTS_DIR)
    own = frozenset(font.family for font in found.fonts() if font.path and font.path.startswith(home))
    return Library(found, own, frozenset(found.families()))


def folders() -> list[Path]:
    """Return the folders of fonts beside the system's: the office's own, then the packaged one."""
    packaged = find_spec("mpl_font")
    places = (packaged and packaged.submodule_search_locations) or ()
    own: Path = settings.FONTS_DIR
    found = [own, *(Path(place) / "fonts" / "noto" for place in places)]
    return [folder for folder in found if folder.is_dir()]


def remarks() -> list[str]:
    """Say which fonts of GB/T 9704 are missing here and what stands in for them; nothing where all are there."""
    said = []
    for face in FACES.values():
        families = library().families_for(face)
        if not families:
            said.append(f"没有{face.purpose}用的{face.wanted}，也没有其他中文字体")
        elif families[0] not in face.names:
            said.append(f"没有{face.wanted}（{face.purpose}），以 {families[0]} 代替")
    return said
