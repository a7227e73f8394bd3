"""Lists of the register."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.masking import mask_national_id, mask_phone
from core.partial_dates import PartialDate
from members.choices import Category, RequestState
from members.models import Enrolment, Member, MoveRequest

NOTHING = "—"
_CATEGORY_LOOK = {Category.FORMAL: "bg-soft-danger", Category.PROBATIONARY: "bg-soft-info"}
_STATE_LOOK = {
    RequestState.PENDING: "bg-soft-warning",
    RequestState.APPROVED: "bg-soft-success",
    RequestState.DECLINED: "bg-soft-danger",
    RequestState.WITHDRAWN: "bg-soft-secondary",
}


def _badge(look: str, words: str) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', look, words)


def _day(value: date | str | None) -> str:
    return PartialDate(str(value)).words if value else NOTHING


def _cell(*classes: str) -> dict[str, Any]:
    return {"td": {"class": " ".join(classes)}}


def _wide_if_answered(record: MoveRequest) -> str:
    return "m-wide" if record.answer else "m-hide"


class MemberTable(tables.Table):
    """Members with what one looks for most; rows need ``started_on`` and ``outcome`` of the last enrolment."""

    name = tables.TemplateColumn(
        template_name="members/_name.html",
        order_by=("name_pinyin",),
        verbose_name="姓名",
        attrs=_cell("m-main"),
    )
    branch = tables.Column(
        accessor="branch__short_name",
        order_by=("branch__code",),
        verbose_name="所在党支部",
        attrs=_cell("m-r"),
    )
    sex = tables.Column(attrs=_cell("m-hide"))
    enterprise = tables.Column(attrs=_cell(), order_by=("enterprise__name",))
    category = tables.Column(attrs=_cell("m-r"))
    joined_on = tables.Column(attrs=_cell("m-hide", "nowrap"))
    started_on = tables.Column(verbose_name="流入日期", attrs=_cell("m-hide", "nowrap"))
    outcome = tables.Column(verbose_name="状态", orderable=False, empty_values=(), attrs=_cell())
    phone = tables.Column(orderable=False, attrs=_cell("m-r", "nowrap"))

    unit = "人"

    class Meta:
        model = Member
        fields = (
            "name", "sex", "branch", "enterprise", "category", "joined_on", "started_on", "outcome", "phone",
        )  # fmt: skip
        order_by = "name"
        empty_text = "没有符合条件的党员。"
        default = NOTHING

    def render_category(self, value: str, record: Member) -> SafeString:
        return _badge(_CATEGORY_LOOK.get(Category(record.category), "bg-soft-secondary"), value)

    def render_joined_on(self, value: PartialDate) -> str:
        return value.words

    def render_started_on(self, value: date) -> str:
        return _day(value)

    def render_outcome(self, record: Any) -> SafeString:  # noqa: ANN401  a member with annotations
        words = dict(Enrolment._meta.get_field("outcome").flatchoices).get(record.outcome, "在册")
        return _badge("bg-soft-secondary" if record.outcome else "bg-soft-success", str(words))

    def render_phone(self, value: str) -> str:
        return mask_phone(value)


class _VisibleMembers:
    """Learns, in one query for the rows of the page, which of their members may be opened."""

    visible: frozenset[int] = frozenset()

    def before_render(self, request: HttpRequest) -> None:
        """Ask once before the rows are drawn."""
        rows: Any = getattr(self, "paginated_rows", ())
        keys = [row.record.member_id for row in rows]
        found = Member.objects.visible_to(request.user).filter(pk__in=keys)
        self.visible = frozenset(found.values_list("pk", flat=True))

    def linked(self, member: Member) -> SafeString | str:
        """The name, as a link where its page may be opened."""
        if member.pk not in self.visible:
            return member.name
        return format_html('<a href="{}">{}</a>', member.get_absolute_url(), member.name)


class EnrolmentTable(_VisibleMembers, tables.Table):
    """Enrolments, the rows behind the figures of the register; a person now elsewhere has no link."""

    member = tables.Column(order_by=("member__name_pinyin",), verbose_name="姓名", attrs=_cell("m-main"))
    branch = tables.Column(
        accessor="branch__short_name", order_by=("branch__code",), verbose_name="党支部", attrs=_cell("m-r")
    )
    enterprise = tables.Column(
        accessor="member__enterprise",
        order_by=("member__enterprise__name",),
        verbose_name="工作单位",
        attrs=_cell(),
    )
    occupation = tables.Column(
        accessor="member__get_occupation_display", order_by=("member__occupation",), verbose_name="职业类别",
        attrs=_cell("m-r"),
    )  # fmt: skip
    started_on = tables.Column(attrs=_cell("nowrap"))
    ended_on = tables.Column(attrs=_cell("m-r", "nowrap"))
    outcome = tables.Column(attrs=_cell("m-hide"))

    unit = "人"

    class Meta:
        model = Enrolment
        fields = ("member", "branch", "enterprise", "occupation", "started_on", "ended_on", "outcome")
        empty_text = "没有计入的记录。"
        default = NOTHING

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in the library
        if isinstance(data, QuerySet):
            data = data.select_related("branch", "member__enterprise")
        super().__init__(data, *args, **kwargs)

    def render_member(self, value: Member) -> SafeString | str:
        return self.linked(value)

    def render_started_on(self, value: date) -> str:
        return _day(value)

    def render_ended_on(self, value: date) -> str:
        return _day(value)


class RequestTable(_VisibleMembers, tables.Table):
    """Requests to move. Who may not open the person sees only the masked number that their branch typed."""

    member = tables.Column(verbose_name="党员", orderable=False, attrs=_cell("m-main"))
    state = tables.Column(attrs=_cell("m-r"), orderable=False)
    from_branch = tables.Column(
        accessor="member__branch__short_name", verbose_name="现支部", orderable=False, attrs=_cell()
    )
    to_branch = tables.Column(
        accessor="to_branch__short_name", verbose_name="申请调入", orderable=False, attrs=_cell("m-r")
    )
    reason = tables.Column(orderable=False, attrs=_cell("m-wide"))
    requested_by = tables.Column(
        accessor="requested_by__name", verbose_name="申请人", orderable=False, attrs=_cell("m-hide")
    )
    requested_at = tables.DateTimeColumn(
        verbose_name="申请时间", format="Y-m-d H:i", attrs=_cell("m-wide", "nowrap")
    )
    answer = tables.Column(orderable=False, attrs={"td": {"class": _wide_if_answered}})
    action = tables.TemplateColumn(
        template_name="members/_request_action.html",
        verbose_name="办理",
        orderable=False,
        attrs=_cell("m-wide"),
    )

    unit = "份"
    empty_hint = "登记时如果发现此人由其他支部管理，可以在登记页面上提出调入申请。"

    class Meta:
        model = MoveRequest
        fields = (
            "member", "state", "from_branch", "to_branch", "reason", "requested_by", "requested_at", "answer", "action",
        )  # fmt: skip
        empty_text = "没有调入申请。"
        default = NOTHING

    def render_member(self, value: Member) -> SafeString | str:
        return self.linked(value) if value.pk in self.visible else mask_national_id(value.national_id)

    def render_from_branch(self, value: str, record: MoveRequest) -> str:
        return value if record.member_id in self.visible else "其他支部"

    def render_to_branch(self, value: str) -> str:
        return f"→ {value}"

    def render_state(self, value: str, record: MoveRequest) -> SafeString:
        return _badge(_STATE_LOOK[RequestState(record.state)], value)
