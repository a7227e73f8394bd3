"""示范岗、楼长、舍长."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from branches.models import Branch, Committee, Enterprise
from contributions.choices import PostKind
from contributions.models.checks import check
from core.records import VALID, Record, RecordQuerySet
from members.models import Member


class PostQuerySet(RecordQuerySet["Post"]):
    """Posts on a day."""

    def on(self, day: date) -> Self:
        """Leave the posts that were held on ``day``."""
        return self.filter(self.on_condition(day))

    @staticmethod
    def on_condition(day: date) -> Q:
        """The condition behind :meth:`on`: taken up by then and not yet laid down."""
        return Q(started_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class Post(Record):
    """示范岗、楼长、舍长: a post that a member holds for a term."""

    scope_path = "branch"

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="posts", verbose_name="党支部")
    member = models.ForeignKey(Member, models.PROTECT, related_name="posts", verbose_name="流动党员")
    kind = models.CharField("岗位", max_length=10, choices=PostKind.choices)
    place = models.CharField("岗位地点", max_length=100)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="所在企业"
    )
    duties = models.CharField("职责", max_length=200, blank=True)
    started_on = models.DateField("任职日期")
    term_ends_on = models.DateField("任期届满日期", null=True, blank=True)
    ended_on = models.DateField("卸任日期", null=True, blank=True)

    objects = PostQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes the inherited one for a ClassVar

    class Meta:
        verbose_name = "岗位任职"
        verbose_name_plural = "岗位任职"
        ordering = ("kind", "-started_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("member", "kind", "place", "started_on"),
                condition=VALID,
                name="post_once",
                violation_error_message="这个岗位任职已经登记过了。",
                violation_error_code="place",
            ),
            models.CheckConstraint(condition=Q(kind__in=PostKind.values), name="post_kind_is_known"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="post_ends_after_start",
                violation_error_message="卸任日期不能早于任职日期。",
                violation_error_code="ended_on",
            ),
            models.CheckConstraint(
                condition=Q(term_ends_on__isnull=True) | Q(term_ends_on__gt=F("started_on")),
                name="post_term_after_start",
                violation_error_message="任期届满日期应晚于任职日期。",
                violation_error_code="term_ends_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member.name} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Address of the list: a post has no page of its own."""
        return reverse("contributions:posts")

    def clean(self) -> None:
        """A post begins with somebody of the branch; later they may move on."""
        check(self, past=("started_on", "ended_on"), own=("enterprise",))
        is_new = self._state.adding and self.branch_id and self.member_id
        if is_new and self.member.branch_id != self.branch_id:
            raise ValidationError({"member": "请选择本支部的流动党员。"})

    @property
    def committee(self) -> Committee:
        """The committee, as rows that may be its own name it."""
        return self.branch.committee

    @property
    def committee_id(self) -> int | None:
        """Number of the committee, for the audit log."""
        return self.branch.committee_id if self.branch_id else None
