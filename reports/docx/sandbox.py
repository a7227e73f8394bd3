"""Where templates run: no functions, no filters, no attributes of Python's own, and never more than a document holds.

Nothing is compiled that :mod:`reports.docx.grammar` has not let pass, whoever hands it in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Template, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reports.docx.grammar import Judgement, Scope, judge
from reports.docx.refusal import TemplateRefused
from reports.docx.values import Missing, written

MOST_SIGNS = 40_000_000
"""How long a part of a document may become, in signs of its XML."""
TOO_LONG = "套用模板后的文件太大。请减少模板里循环中的内容（例如图片和表格）。"


class BoundedTemplate(Template):
    """A template whose result has a limit."""

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401  as in Jinja
        """Return the text; ``TemplateRefused`` where it grows too long."""
        pieces: list[str] = []
        size = 0
        for piece in self.generate(*args, **kwargs):
            size += len(piece)
            if size > MOST_SIGNS:
                raise TemplateRefused([TOO_LONG])
            pieces.append(piece)
        return "".join(pieces)


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of briefings; ``tags`` are what a template may name, ``draw`` puts a chart into the document."""

    template_class = BoundedTemplate

    def __init__(self, tags: Scope, finish: Callable[[Any], Any] = written) -> None:
        """Take away everything that a template could call."""
        super().__init__(autoescape=True, undefined=Missing, finalize=finish)
        self.tags = tags
        for offered in (self.globals, self.filters, self.tests):
            offered.clear()

    def judged(self, source: str, *, pictures: bool = True) -> Judgement:
        """Parse ``source`` and judge it; raises ``TemplateSyntaxError``."""
        return judge(super()._parse(source, None, None), self.tags, pictures=pictures)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse, and refuse before anything is compiled. A tag that has gone since is no danger: it shows as ``--``."""
        tree = super()._parse(source, name, filename)
        if forbidden := judge(tree, self.tags).forbidden:
            raise TemplateRefused(list(dict.fromkeys(found.words for found in forbidden)))
        return tree
