"""Fonts: the office's own first, then the system's, then the packaged one; what is missing is said."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import copy

import pytest
from pytest_django import Settings

from reports import fonts
from reports.checks import check_typesetting
from reports.fonts import FACES, Library, library
from reports.typesetting import has_typst

pytestmark = pytest.mark.skipif(not has_typst(), reason="typst 没有安装：字体的测试跳过")


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    library.cache_clear()
    yield
    library.cache_clear()


def of(*known: str, own: tuple[str, ...] = ()) -> Library:
    return Library(library().fonts, frozenset(own), frozenset((*known, *own)))


def test_the_wanted_font_comes_first_and_others_behind_it() -> None:
    found = of("Noto Sans CJK SC", "SimSun", "FangSong", "DejaVu Sans")
    assert found.families_for(FACES["body"]) == ["FangSong", "SimSun", "Noto Sans CJK SC"]


def test_a_font_of_the_offices_folder_goes_before_all_of_the_system() -> None:
    found = of("FangSong", "Noto Sans CJK SC", own=("STFangsong",))
    assert found.families_for(FACES["body"])[0] == "STFangsong"


def test_missing_fonts_are_said_with_what_stands_in_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = of("SimHei", "KaiTi_GB2312", "FangSong", "方正小标宋简体", "Noto Serif CJK SC")
    monkeypatch.setattr(fonts, "library", lambda: found)
    assert fonts.remarks() == ["没有宋体（表格），以 Noto Serif CJK SC 代替"]
    monkeypatch.setattr(fonts, "library", of)
    assert fonts.remarks()[0] == "没有标题用的方正小标宋简体，也没有其他中文字体"


def test_the_offices_folder_is_searched(tmp_path: Path, settings: Settings) -> None:
    packaged = find_spec("mpl_font")
    if packaged is None or not packaged.submodule_search_locations:
        pytest.skip("mpl-font 没有安装")
    home = Path(packaged.submodule_search_locations[0]) / "fonts" / "noto"
    copy(home / "NotoSansCJKsc-Regular.otf", tmp_path)
    settings.FONTS_DIR = tmp_path
    assert library().own == {"Noto Sans CJK SC"}
    assert fonts.folders() == [tmp_path, home]


def test_a_folder_that_is_not_there_is_no_fault(tmp_path: Path, settings: Settings) -> None:
    settings.FONTS_DIR = tmp_path / "absent"
    assert library().own == frozenset()


def test_the_deployment_check_warns_where_no_font_has_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_typesetting(None) == []
    monkeypatch.setattr(fonts, "library", lambda: of("DejaVu Sans"))
    assert [(found.id, found.msg) for found in check_typesetting(None)] == [
        ("reports.W001", "没有可用的中文字体，月报表不能导出 PDF。")
    ]


def test_without_a_typesetter_no_font_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "library", lambda: of("DejaVu Sans"))
    monkeypatch.setattr("reports.checks.has_typst", lambda: False)
    assert check_typesetting(None) == []
