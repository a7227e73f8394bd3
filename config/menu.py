"""The main menu: what a person may open, in the order of the rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """A menu entry: its address's name, title, and the permission that shows it."""

    view: str
    title: str
    permission: str
    icon: str


ENTRIES = (
    Entry("reports:dashboard", "工作台", "reports.view_dashboard", "home"),
    Entry("members:members", "流动党员", "members.view_member", "users"),
    Entry("branches:branches", "党支部", "branches.view_branch", "building-library"),
    Entry("branches:enterprises", "企业", "branches.view_enterprise", "building-office-2"),
    Entry("spreadsheets:batches", "表格导入", "members.import_member", "arrow-up-tray"),
    Entry("reports:monthly", "月度报表", "reports.export_report", "document-chart-bar"),
    Entry("accounts:users", "账号", "accounts.view_user", "key"),
    Entry("audit:entries", "审计日志", "audit.view_auditentry", "clipboard-document-list"),
)


# The month whose figures the demo data add up to.
DEMO = {"month": "2024-12"}


def menu(request: HttpRequest) -> dict[str, Any]:
    """Give every template ``menu``, the entries of the person who is logged in, and ``demo``, None outside a demo."""
    return {"menu": _entries(request), "demo": DEMO if settings.DEMO else None}


def _entries(request: HttpRequest) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    match = request.resolver_match
    space = match.namespace if match else ""
    shown = [entry for entry in ENTRIES if user.has_perm(entry.permission)]
    exact = any(match and entry.view == match.view_name for entry in shown)
    first_of_space = next((e for e in shown if e.view.partition(":")[0] == space), None)
    return [
        {
            "title": entry.title,
            "icon": entry.icon,
            "url": reverse(entry.view),
            "current": match is not None
            and (entry.view == match.view_name if exact else entry is first_of_space),
        }
        for entry in shown
    ]
