"""List of people."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User


class UserTable(tables.Table):
    """Who they are, what they may do where, whether the account is in use."""

    name = tables.Column(verbose_name="姓名", linkify=True, attrs={"td": {"class": "m-main"}})
    state = tables.Column(
        verbose_name="状态", accessor="is_active", order_by="is_active", attrs={"td": {"class": "m-r"}}
    )
    username = tables.Column(verbose_name="登录名")
    last_login = tables.DateTimeColumn(
        verbose_name="上次登录", format="Y-m-d H:i", default="从未登录", attrs={"td": {"class": "m-r nowrap"}}
    )
    roles = tables.Column(
        verbose_name="角色", accessor="pk", orderable=False, attrs={"td": {"class": "m-wide"}}
    )

    unit = "个账号"

    class Meta:
        empty_text = "没有符合条件的账号。"
        model = User
        fields = ()
        sequence = ("name", "username", "roles", "last_login", "state")
        order_by = "username"

    def render_roles(self, record: User) -> str:
        """Return roles with their places, from the assignments that the page has fetched."""
        return "、".join(a.words for a in record.assignments.all()) or "尚无角色"

    def render_state(self, value: bool, record: User) -> SafeString:  # noqa: FBT001  as django-tables2 calls
        """Return the state as a badge with words."""
        if not value:
            return format_html('<span class="badge bg-soft-secondary">{}</span>', "已停用")
        if record.must_change_password:
            return format_html('<span class="badge bg-soft-warning">{}</span>', "待改密码")
        return format_html('<span class="badge bg-soft-success">{}</span>', "启用")
