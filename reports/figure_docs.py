"""The page that explains every figure, written from the declarations."""

from __future__ import annotations

from collections.abc import Iterator

from core.figures import FIGURES, Figure, Share, Span, Split
from reports.sections import sections

HEAD = """# 统计指标

本页由 `python manage.py figuredocs` 按程序里的指标定义生成，请勿手工修改。

每个指标只定义一次：页面、报表、命令行的数字与点开后的名单取自同一批记录，因此总是一致。
“时点”指标是月末当天的状态；“时期”指标是一段时间内发生的数量，可按本月、本季累计、本年累计、累计四种口径取数。
占比保留一位小数，分母为 0 时记“--”。标“否”的指标只按全党委计算。
"""
COLUMNS = "| 代码 | 指标 | 单位 | 类型 | 分支部 | 定义 |\n|---|---|---|---|---|---|\n"


def figures_page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join([HEAD, *_sections(), *_relations()])


def _sections() -> Iterator[str]:
    for title, figures in sections():
        rows = "".join(f"{_row(figure)}\n" for figure in figures)
        yield f"## {title}\n\n{COLUMNS}{rows}"


def _row(figure: Figure) -> str:
    definition = figure.definition
    if isinstance(figure, Split):
        definition += f"分为：{'、'.join(part.title for part in figure.parts)}。"
    if isinstance(figure, Share):
        definition += f"即 `{figure.part.key}` ÷ `{figure.whole.key}`。"
    branch = "是" if figure.by_branch else "否"
    return f"| `{figure.key}` | {figure.title} | {figure.unit} | {_kind(figure)} | {branch} | {definition} |"


def _kind(figure: Figure) -> str:
    kind = "时点" if figure.headline is Span.DAY else f"时期（{figure.headline.words}）"
    if isinstance(figure, Share):
        return f"比率，{kind}"
    return f"构成，{kind}" if isinstance(figure, Split) else kind


def _relations() -> Iterator[str]:
    lines = "".join(f"- {relation.title}：{relation.words}\n" for relation in FIGURES.relations)
    yield f"## 校验关系\n\n导出月度报表时逐条检查，不符的在表下写明。\n\n{lines}"
