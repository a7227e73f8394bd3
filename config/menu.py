"""The main menu: what a person may open, in the order of the rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from core.scope import Actor
from spreadsheets.registry import SHEETS

# Stands for the permission to import anything at all.
ANY_IMPORT = "*.import"


@dataclass(frozen=True)
class Entry:
    """A menu entry: its address's name, title, and the permission that shows it."""

    view: str
    title: str
    permission: str
    icon: str

    def is_for(self, user: Actor) -> bool:
        """Tell whether ``user`` may open it."""
        if self.permission == ANY_IMPORT:
            return any(user.has_perm(sheet.permission) for sheet in SHEETS.values())
        return user.has_perm(self.permission)


ENTRIES = (
    Entry("reports:dashboard", "工作台", "reports.view_dashboard", "home"),
    Entry("members:members", "流动党员", "members.view_member", "users"),
    Entry("branches:branches", "党支部", "branches.view_branch", "building-library"),
    Entry("branches:enterprises", "企业", "branches.view_enterprise", "building-office-2"),
    Entry("stations:stations", "驿站阵地", "stations.view_station", "map-pin"),
    Entry("training:sessions", "大讲堂", "training.view_trainingsession", "academic-cap"),
    Entry("activities:activities", "活动", "activities.view_activity", "calendar-days"),
    Entry("services:tickets", "服务", "services.view_ticket", "lifebuoy"),
    Entry("contributions:posts", "作用发挥", "contributions.view_post", "light-bulb"),
    Entry("spreadsheets:batches", "表格导入", ANY_IMPORT, "arrow-up-tray"),
    Entry("reports:returns", "支部月报", "reports.view_branchreturn", "clipboard-document-check"),
    Entry("reports:monthly", "月度报表", "reports.view_monthlyreport", "document-chart-bar"),
    Entry("accounts:users", "账号", "accounts.view_user", "key"),
    Entry("audit:entries", "审计日志", "audit.view_auditentry", "clipboard-document-list"),
)


# The pages of a room that has several, shown as tabs above each of them. The first one is the menu's own.
TABS: dict[str, tuple[Entry, ...]] = {
    "reports": (
        Entry("reports:dashboard", "工作台", "reports.view_dashboard", "home"),
        Entry("reports:todo", "待办", "reports.view_dashboard", "bell"),
        Entry("reports:story", "一页看懂", "reports.view_dashboard", "book-open"),
        Entry("reports:comparison", "支部对比", "reports.view_monthlyreport", "scale"),
    ),
    "members": (
        Entry("members:members", "党员名册", "members.view_member", "users"),
        Entry("members:contacts", "待联系", "members.view_contact", "chat-bubble-left-right"),
        Entry("members:requests", "调入申请", "members.view_moverequest", "arrows-right-left"),
        Entry("members:transfers", "组织关系", "members.view_relationtransfer", "document-text"),
        Entry("members:honours", "荣誉", "members.view_honour", "trophy"),
        Entry("members:seats", "班子", "members.view_seat", "user-group"),
        Entry("members:cards", "活动证", "members.view_cardcheck", "identification"),
    ),
    "stations": (
        Entry("stations:stations", "驿站和阵地", "stations.view_station", "map-pin"),
        Entry("stations:calendar", "活动月历", "stations.view_station", "calendar-days"),
        Entry("stations:organisations", "孵化党组织", "stations.view_incubatedorganisation", "sparkles"),
    ),
    "training": (
        Entry("training:sessions", "大讲堂", "training.view_trainingsession", "academic-cap"),
        Entry("training:calendar", "月历", "training.view_trainingsession", "calendar-days"),
        Entry("training:members", "培训学时", "members.view_member", "clock"),
    ),
    "activities": (
        Entry("activities:activities", "活动", "activities.view_activity", "calendar-days"),
        Entry("activities:festivals", "企业文化节", "activities.view_festival", "sparkles"),
        Entry("activities:deals", "合作订单", "activities.view_deal", "document-text"),
    ),
    "services": (
        Entry("services:tickets", "服务工单", "services.view_ticket", "lifebuoy"),
        Entry("services:visits", "走访慰问", "services.view_visit", "heart"),
        Entry("services:legal_aids", "法律援助", "services.view_legalaid", "scale"),
        Entry("services:calendar", "办理期限和节假日", "services.view_holiday", "calendar-days"),
    ),
    "contributions": (
        Entry("contributions:posts", "岗位", "contributions.view_post", "identification"),
        Entry("contributions:mediations", "矛盾调解", "contributions.view_mediation", "scale"),
        Entry("contributions:improvements", "实事", "contributions.view_improvement", "home-modern"),
        Entry("contributions:suggestions", "金点子", "contributions.view_suggestion", "light-bulb"),
        Entry("contributions:ventures", "创业项目", "contributions.view_venture", "rocket-launch"),
    ),
}

# The list of all that waits counts what every entry counts.
ALL_COUNTS = "reports:todo"

# The month whose figures the demo data add up to.
DEMO = {"month": "2024-12"}


def menu(request: HttpRequest) -> dict[str, Any]:
    """Give every template ``menu`` and ``tabs`` of the person who is logged in, and ``demo``, None outside a demo."""
    space = request.resolver_match.namespace if request.resolver_match else ""
    shown, tabs = _entries(request, ENTRIES), _entries(request, TABS.get(space, ()))
    return {
        "menu": [{**entry, "counts": _gathered(entry["view"])} for entry in shown],
        "tabs": [{**tab, "counts": _own(tab["view"])} for tab in tabs] if _has_tabs(shown, tabs) else [],
        "demo": DEMO if settings.DEMO else None,
    }


def _entries(request: HttpRequest, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    shown = {entry: reverse(entry.view) for entry in entries if entry.is_for(user)}
    current = _current(request, shown)
    return [
        {
            "view": entry.view,
            "title": entry.title,
            "icon": entry.icon,
            "url": address,
            "current": entry is current,
        }
        for entry, address in shown.items()
    ]


def _has_tabs(shown: list[dict[str, Any]], tabs: list[dict[str, Any]]) -> bool:
    """Tell whether the page is one of several in its room; an entry of the menu that is no tab stands alone."""
    above = {entry["view"] for entry in shown if entry["current"]}
    rooms = {tab["view"] for tab in tabs}
    return len(tabs) > 1 and any(tab["current"] for tab in tabs) and above <= rooms


def _own(view: str) -> str:
    """Return whose reminders a tab counts: its own."""
    return "*" if view == ALL_COUNTS else view


def _gathered(view: str) -> str:
    """Return whose reminders an entry counts: its own, and those of the tabs that the menu shows only through it."""
    tops = [entry.view for entry in ENTRIES]
    space = view.partition(":")[0]
    if view != next(top for top in tops if top.startswith(f"{space}:")):
        return view
    inner = [tab.view for tab in TABS.get(space, ()) if tab.view not in (*tops, ALL_COUNTS)]
    return " ".join([view, *inner])


def _current(request: HttpRequest, shown: dict[Entry, str]) -> Entry | None:
    """Return the entry under which the page lies: of the same app, with the longest beginning of its address."""
    space = request.resolver_match.namespace if request.resolver_match else ""
    above = [
        entry
        for entry, address in shown.items()
        if entry.view.partition(":")[0] == space and request.path.startswith(address)
    ]
    return max(above, key=lambda entry: len(shown[entry]), default=None)
