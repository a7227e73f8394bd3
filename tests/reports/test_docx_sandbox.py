"""A template runs no code: in no part of the document, on upload as on export."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from jinja2 import TemplateError

from reports.docx import TemplateRefused, briefing_of, check, tags_of
from reports.docx.sandbox import Sandbox
from reports.docx.values import Missing
from tests.briefings import MOMENT, report, template, with_footnote

ATTACKS = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ 月份.__class__ }}",
    "{{ 月份['__class__'] }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ '{0.__class__.__mro__}'.format(月份) }}",
    "{{ '%s' % 月份 }}",
    "{{ 月份|attr('__class__') }}",
    "{{ 'x' * 10 ** 9 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ 月份 ~ 月份 }}",
    "{{ [1][0] }}",
    "{{ (月份, 月) }}",
    "{{ namespace() }}",
    "{{ 月份 is callable }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% for x in range(10 ** 9) %}{% endfor %}",
    "{% for x in 正文 recursive %}{{ loop(正文) }}{% endfor %}",
    "{% for x in 正文 %}{{ loop.__class__ }}{% endfor %}",
    "{% for a in 全部指标 %}{% for b in 全部指标 %}{% endfor %}{% endfor %}",
    "{% for a, b in 正文 %}{% endfor %}",
    "{% for a in 正文 if a %}{% endfor %}",
    "{% if ''.__class__ %}{% endif %}",
    "{% if 月份 in ''.__doc__ %}{% endif %}",
    "{% set x = ''.__class__ %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{% macro m() %}{% endmacro %}",
    "{% do 月份 %}",
    "{% filter upper %}{% endfilter %}",
)
PLACES: dict[str, Callable[[str], bytes]] = {
    "body": template,
    "header": lambda text: template(header=text),
    "footer": lambda text: template(footer=text),
    "footnote": lambda text: with_footnote(template(), text.replace("<", "&lt;").replace(">", "&gt;")),
    "title": lambda text: template(title=text),
    "subject": lambda text: template(subject=text),
    "author": lambda text: template(author=text),
    "comments": lambda text: template(comments=text),
    "keywords": lambda text: template(keywords=text),
    "category": lambda text: template(category=text),
    "content_status": lambda text: template(content_status=text),
    "identifier": lambda text: template(identifier=text),
}
EVERYWHERE = [(place, attack) for place in PLACES for attack in (ATTACKS if place == "body" else ATTACKS[:3])]


@pytest.mark.parametrize(("place", "attack"), EVERYWHERE)
def test_code_is_refused_with_a_sentence_wherever_it_stands(place: str, attack: str) -> None:
    content = PLACES[place](attack)
    with pytest.raises(TemplateRefused) as refused:
        check(content, tags_of(report()), MOMENT)
    assert all("。" in sentence or "？" in sentence for sentence in refused.value.messages)


@pytest.mark.parametrize(("place", "attack"), EVERYWHERE)
def test_code_that_was_stored_all_the_same_does_not_run(place: str, attack: str) -> None:
    """The sandbox itself refuses before it compiles: what the check let pass would still not run."""
    with pytest.raises((TemplateRefused, TemplateError)):
        briefing_of(report(), PLACES[place](attack))


def test_without_the_sandbox_the_same_template_would_run() -> None:
    """What the others guard against is real: docxtpl by itself hands out Python's own objects."""
    from io import BytesIO  # noqa: PLC0415  of this test alone

    from docxtpl import DocxTemplate  # noqa: PLC0415  as above

    unguarded = DocxTemplate(BytesIO(template("{{ ''.__class__.__mro__ }}")))
    unguarded.render({}, autoescape=True)
    assert "<class 'object'>" in "".join(p.text for p in unguarded.docx.paragraphs)


def test_a_template_has_nothing_to_call() -> None:
    sandbox = Sandbox({})
    assert (dict(sandbox.globals), dict(sandbox.filters), dict(sandbox.tests)) == ({}, {}, {})
    assert sandbox.autoescape is True
    assert sandbox.sandboxed


def test_a_result_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.docx.sandbox.MOST_SIGNS", 3000)
    with pytest.raises(TemplateRefused, match="太大"):
        briefing_of(report(), template(*["{{ 填报单位 }}"] * 50))


def test_what_is_missing_compares_with_nothing() -> None:
    missing = Missing(name="流入")
    assert str(missing) == "--"
    assert [missing > 0, missing < 0, missing >= 0, missing <= 0] == [False] * 4
    assert list(missing) == []
