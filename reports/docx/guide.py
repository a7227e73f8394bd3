"""All tags as a page explains them: as they are typed, what they mean, what stands for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.docx.shapes import Listed, Plain
from reports.docx.tags import FigureTags, Tag, Tags
from reports.passages.naming import Form
from reports.sections import sections

FORMS = (
    (Form.BEFORE, "上月的数字"),
    (Form.CHANGE, "和上月相差多少：+3、−2、持平"),
    (Form.COMPARED, "写进句子里的话：比上月增加3人"),
    (Form.YEAR, "本年累计（只有发生数有）"),
    (Form.TO_DATE, "建立以来累计（只有发生数有）"),
)


@dataclass(frozen=True)
class Explained:
    """A tag with what is shown beside it."""

    tag: Tag

    @property
    def typed(self) -> str:
        """As it is typed."""
        return f"{{{{ {self.tag.name} }}}}"

    @property
    def words(self) -> str:
        """What stands for it in this report."""
        return str(self.tag.value) or "（空）"


@dataclass(frozen=True)
class ExplainedList:
    """A list, with how it is gone through."""

    tag: Tag

    @property
    def fields(self) -> list[str]:
        """What each of its items has."""
        shape = self.tag.shape
        return [] if isinstance(shape, Plain) else list(shape.fields)

    @property
    def count(self) -> int:
        """How many items it has in this report."""
        return len(self.tag.value)

    @property
    def lines(self) -> list[str]:
        """An example, one line for each paragraph."""
        return list(_example("项", self.tag.name, self.tag.shape))


def _example(item: str, of: str, shape: object) -> Iterator[str]:
    yield f"{{%p for {item} in {of} %}}"
    for name, inner in shape.fields.items() if isinstance(shape, Listed) else ():
        if isinstance(inner, Listed):
            yield from _example("段", f"{item}.{name}", inner)
        elif name != "序号":
            yield f"{{{{ {item}.{name} }}}}"
    yield "{%p endfor %}"


@dataclass(frozen=True)
class ExplainedFigure:
    """A figure: its tag, and which forms it has."""

    figure: FigureTags

    @property
    def typed(self) -> str:
        """The tag of its number."""
        return Explained(self.figure.forms[Form.NOW]).typed

    @property
    def words(self) -> list[str]:
        """Its number, then the forms in the order of ``FORMS``, empty where it has none."""
        forms = (Form.NOW, *(form for form, _ in FORMS))
        return [str(self.figure.forms[form].value) if form in self.figure.forms else "" for form in forms]


@dataclass(frozen=True)
class Guide:
    """The page."""

    tags: Tags
    condition = "{% if 管理流动党员增减 > 0 %}"

    @property
    def about(self) -> list[Explained]:
        """What the briefing is about, who answers for it."""
        return [Explained(tag) for tag in self.tags.about]

    @property
    def lists(self) -> list[ExplainedList]:
        """What is gone through item by item."""
        return [ExplainedList(tag) for tag in self.tags.lists]

    @property
    def charts(self) -> list[Explained]:
        """Charts and the words above them."""
        return [Explained(tag) for tag in self.tags.charts]

    @property
    def figures(self) -> list[tuple[str, list[ExplainedFigure]]]:
        """Figures by the room that they come from."""
        by_app: dict[str, list[ExplainedFigure]] = {}
        for figure in self.tags.figures:
            by_app.setdefault(figure.line.key.partition(".")[0], []).append(ExplainedFigure(figure))
        told = [(title, by_app.pop(figures[0].key.partition(".")[0], [])) for title, figures in sections()]
        return [(title, found) for title, found in told if found] + [
            ("其他", rest) for rest in by_app.values()
        ]

    @property
    def forms(self) -> list[tuple[str, str]]:
        """What can be written behind the name of a figure."""
        return [(form.value, meaning) for form, meaning in FORMS]
