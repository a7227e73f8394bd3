"""``manage.py figures --month 2024-12``: every figure of a month, in words or as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.figures import FIGURES, FigureSet, Share, Split, asks, compute, number_words
from core.periods import Month
from reports.command_line import actor_named, add_selection, branch_coded, month_named, refuse


class Command(BaseCommand):
    """Print figures as at the end of a month; exit code 2 where month, branch or user is unknown."""

    help = "输出某月的全部统计数字"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the month, a branch, a user, and the form of the output."""
        add_selection(parser)
        parser.add_argument("--json", action="store_true", help="输出 JSON：指标代码 → 数值")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002  as in Django
        """Compute and print."""
        month = month_named(options["month"])
        if month > Month.current():
            raise refuse(f"{month.title}还没有到，没有统计数字。")
        user = actor_named(options["username"])
        branch = branch_coded(user, month, options["branch"])
        found = compute(user, asks(FIGURES, [month]), branch=branch.pk if branch else None)
        if options["json"]:
            self.stdout.write(json.dumps(found.values(FIGURES, month), ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{month.title}　{branch.name if branch else '全部'}")
        for line in _lines(found, month):
            self.stdout.write(line)


def _lines(found: FigureSet, month: Month) -> list[str]:
    lines = []
    for figure in FIGURES:
        number = found.number(figure, month)
        words = f"{figure.title}　{number_words(figure, number)} {figure.unit}"
        if isinstance(figure, Share) and number is not None:
            part, whole = found.counts_of(figure, month)
            words += f"（{part}/{whole} {figure.whole.unit}）"
        lines.append(f"{figure.key}　{words}")
        if isinstance(figure, Split):
            lines += [f"　　{piece.title}　{count}" for piece, count in found.parts(figure, month)]
    return lines
