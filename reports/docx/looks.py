"""How the standard briefing looks: type area, fonts and lines after GB/T 9704-2012, fonts by their names only."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.font import Font
from docx.text.paragraph import Paragraph
from docx.text.run import Run

XIAO_BIAO_SONG, HEI, KAI, FANG_SONG, SONG = (
    "方正小标宋简体",
    "黑体",
    "楷体_GB2312",
    "仿宋_GB2312",
    "宋体",
)
SIZE = Pt(16)
LINE = Pt(28.95)
SPACING = -5  # twentieths of a point: 28 characters of 16 points in a line of 156 mm
LINE_PITCH = 579  # twentieths of a point: 22 lines of 28.95 points in 225 mm
RED = RGBColor(0xC0, 0x00, 0x00)
TWO_SIGNS = "200"  # hundredths of a character
STANDARD = "简报"


def lay_out(section: Section) -> None:
    """Set A4 with the type area of official documents: 28 characters by 22 lines, the number 7 mm below."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    properties = section._sectPr  # noqa: SLF001  python-docx knows no grids
    grid = properties.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        properties.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_PITCH))


def add_styles(document: Document) -> None:
    """Make the looks that the standard briefing uses; 正文 is the look of everything else."""
    normal = document.styles["Normal"]
    _plain(normal)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _style(document, "报头", XIAO_BIAO_SONG, Pt(40), line=None, centred=True).font.color.rgb = RED
    _style(document, "期号", FANG_SONG, SIZE, centred=True)
    _style(document, "大标题", XIAO_BIAO_SONG, Pt(22), line=Pt(32), centred=True)
    for name, font in (("一级标题", HEI), ("二级标题", KAI), ("段落", FANG_SONG)):
        indent(_style(document, name, font, SIZE))
    for style in (
        _style(document, "表题", HEI, Pt(14), line=Pt(24), centred=True),
        _style(document, "表格", FANG_SONG, Pt(12), line=Pt(24)),
        _style(document, "图", FANG_SONG, Pt(12), line=None, centred=True),
    ):
        _leave_grid(style)
    _style(document, "版记", FANG_SONG, Pt(14), line=Pt(24))
    _style(document, "页码", SONG, Pt(14), line=None)


def _plain(normal: ParagraphStyle) -> None:
    set_font(normal.font, FANG_SONG, SIZE)
    letters = normal.element.get_or_add_rPr()
    letters.append(_element("w:spacing", val=str(SPACING)))
    letters.append(_element("w:lang", val="zh-CN", eastAsia="zh-CN"))
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    form.widow_control = False


def _element(tag: str, **values: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _style(  # noqa: PLR0913  what a look is made of
    document: Document,
    name: str,
    font: str,
    size: Length,
    *,
    line: Length | None = LINE,
    centred: bool = False,
) -> ParagraphStyle:
    style: ParagraphStyle = document.styles.add_style(f"{STANDARD}{name}", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    set_font(style.font, font, size)
    if centred:
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if line is None:
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        style.paragraph_format.line_spacing_rule, style.paragraph_format.line_spacing = (
            WD_LINE_SPACING.EXACTLY,
            line,
        )
    return style


def _leave_grid(style: ParagraphStyle) -> None:
    """Let lines stand closer than those of the text."""
    form = style.element.get_or_add_pPr()
    form.insert_element_before(_element("w:snapToGrid", val="0"), "w:spacing", "w:ind", "w:jc", "w:rPr")


def set_font(font: Font, name: str, size: Length) -> None:
    """Name a font for all writing systems; none is embedded."""
    font.name, font.size = name, size
    names = font.element.rPr.rFonts
    for attribute in list(names.attrib):
        if attribute.endswith("Theme"):
            del names.attrib[attribute]
    for system in ("ascii", "hAnsi", "eastAsia", "cs"):
        names.set(qn(f"w:{system}"), name)


def indent(style: ParagraphStyle) -> None:
    """Begin paragraphs two characters further in, whatever the size of letters."""
    place = style.element.get_or_add_pPr().get_or_add_ind()
    place.set(qn("w:firstLineChars"), TWO_SIGNS)
    place.set(qn("w:firstLine"), str(int(2 * SIZE.pt * 20)))


def element_of(thing: Paragraph | Run | _Row) -> BaseOxmlElement:
    """Return the element behind ``thing``, for what python-docx has no words for."""
    return thing._element  # noqa: SLF001  there is no public way
