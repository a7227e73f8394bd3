"""What a deployment's printed reports cannot do without: held by ``manage.py check --deploy``.

What stands in for the fonts of GB/T 9704 is no fault: the month's page and ``exportreport`` say it with each file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps.config import AppConfig
from django.core.checks import CheckMessage, Warning, register  # noqa: A004  Django's name

from reports import fonts
from reports.typesetting import has_typst


@register("typesetting", deploy=True)
def check_typesetting(app_configs: Iterable[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ANN401, ARG001
    """Warn where PDF would be set without any Chinese font. Where typst is missing the print page serves instead."""
    if not has_typst() or any(fonts.library().families_for(face) for face in fonts.FACES.values()):
        return []
    return [
        Warning(
            "没有可用的中文字体，月报表不能导出 PDF。",
            hint="运行 start.py 会再试装备用字体；也可以把字体文件放进 FONTS_DIR 文件夹（默认 var/fonts），重新启动。",
            id="reports.W001",
        )
    ]
