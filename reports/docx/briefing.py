"""Filling a template: docxtpl, in the sandbox wherever it runs anything, and the same bytes for the same report."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from docx.opc.part import Part
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from lxml import etree

from reports.docx.refusal import TemplateRefused
from reports.docx.sandbox import Sandbox
from reports.docx.shapes import Shape
from reports.docx.values import Picture, plain, written
from reports.docx.zipped import repacked

PROPERTIES = (
    "author",
    "category",
    "comments",
    "content_status",
    "identifier",
    "keywords",
    "subject",
    "title",
)
"""The properties of a document in which tags are replaced."""
LONGEST_PROPERTY = 255
NOTES = tuple(
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    for kind in ("footnotes", "endnotes")
)
PICTURE_WIDTH = Mm(150)
BROKEN = "套用模板后的文件结构不完整。请检查每个循环和判断的开始、结束是否写在同样的位置。"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Chart(InlineImage):
    """A chart in the text, with words for those who cannot see it."""

    def __init__(self, tpl: DocxTemplate, picture: Picture) -> None:
        """Take the picture for this document."""
        super().__init__(tpl, None, width=PICTURE_WIDTH)
        self.picture = picture

    def _insert_image(self) -> str:
        inline = self.tpl.current_rendering_part.new_pic_inline(
            io.BytesIO(self.picture.png or b""), self.width
        )
        inline.docPr.set("descr", self.picture.title)
        return f'</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'


class Briefing(DocxTemplate):
    """A template of a briefing. Whatever it holds runs in the sandbox, in every part, exactly once."""

    def __init__(self, content: bytes, tags: Mapping[str, Shape]) -> None:
        """Take the file and the tags that it may name."""
        super().__init__(io.BytesIO(content))
        self.sandbox = Sandbox(tags, self._finish)

    def filled(self, values: Mapping[str, Any], moment: datetime) -> bytes:
        """Return the document with ``values``, stamped with ``moment``. Raises ``TemplateRefused``."""
        self.render(dict(values), self.sandbox, autoescape=True)
        self._stamp(moment)
        stream = io.BytesIO()
        self.save(stream)
        return repacked(stream.getvalue(), moment)

    def build_xml(self, context: dict[str, Any], jinja_env: Any = None) -> str:  # noqa: ANN401  as in docxtpl
        """Refuse what is not well formed; docxtpl would silently leave parts out."""
        xml: str = super().build_xml(context, jinja_env)
        _assert_well_formed(xml)
        return xml

    def fix_tables(self, xml: str) -> Any:  # noqa: ANN401  an element
        """Give a cell whose paragraphs a condition has left out an empty one: Word opens no cell without."""
        tree = super().fix_tables(xml)
        for cell in tree.iter(f"{_W}tc"):
            if cell.find(f"{_W}p") is None:
                etree.SubElement(cell, f"{_W}p")
        return tree

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:  # noqa: ANN401  as in docxtpl
        """Replace tags in the properties: plain text, unlike the parts."""
        properties = self.docx.core_properties
        for name in PROPERTIES:
            text = plain(jinja_env.from_string(getattr(properties, name)).render(context))
            setattr(properties, name, text[:LONGEST_PROPERTY])

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:  # noqa: ANN401  as in docxtpl
        """Replace tags in notes: once, not once for each section."""
        for part in self.notes():
            xml = self.render_xml_part(self.patch_xml(part.blob.decode()), part, context, jinja_env)
            _assert_well_formed(xml.encode())
            part._blob = xml.encode()  # noqa: SLF001  as docxtpl does; there is no public way

    def notes(self) -> list[Part]:
        """Return the parts with footnotes and endnotes."""
        return [part for part in self.docx.part.package.iter_parts() if part.content_type in NOTES]

    def _finish(self, value: Any) -> Any:  # noqa: ANN401  whatever stands in a tag
        if isinstance(value, Picture):
            return Chart(self, value) if value else ""
        return written(value)

    def _stamp(self, moment: datetime) -> None:
        properties = self.docx.core_properties
        # Properties hold plain times without a zone, in UTC by convention.
        properties.created = properties.modified = moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        properties.last_modified_by = ""
        properties.revision = 1


def _assert_well_formed(xml: str | bytes) -> None:
    try:
        etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError as broken:
        raise TemplateRefused([BROKEN]) from broken
