"""Long work on an import that goes on while its page waits: reading, checking, storing.

A job is no record of what somebody did, that stands in the audit log: it is how the page finds what the server is busy
with. How far it has come is in the memory of the server's process (``running``), for on SQLite nobody else can write
while an import does. What a job leaves in its row is enough to tell, after a restart, that it was cut off.
"""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from spreadsheets.bundles import ImportBundle

STALE_AFTER = timedelta(seconds=60)
KEPT = timedelta(days=2)


class Work(models.TextChoices):
    """What a job does."""

    READ = "read", "读取"
    PLAN = "plan", "核对"
    COMMIT = "commit", "导入"


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "排队"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "没有完成"
    CANCELLED = "cancelled", "已取消"
    INTERRUPTED = "interrupted", "中断"


UNFINISHED = (JobState.WAITING, JobState.RUNNING)


class JobQuerySet(models.QuerySet["ImportJob"]):
    """Jobs by whether they go on."""

    def unfinished(self) -> Self:
        """Leave those that have not come to an end, as far as their rows tell."""
        return self.filter(state__in=UNFINISHED)

    def old(self) -> Self:
        """Leave those that nobody asks for any more."""
        return self.filter(created_at__lt=timezone.now() - KEPT)


class ImportJob(models.Model):
    """One piece of long work on an import, or on all files of an upload."""

    unscoped_because: ClassVar[str] = "reached through its batch or bundle only"

    batch = models.ForeignKey(
        "spreadsheets.ImportBatch", models.CASCADE, null=True, related_name="jobs", verbose_name="批次"
    )
    bundle = models.ForeignKey(
        ImportBundle, models.CASCADE, null=True, related_name="jobs", verbose_name="多份表格"
    )
    work = models.CharField("工作", max_length=10, choices=Work.choices)
    state = models.CharField("状态", max_length=12, choices=JobState.choices, default=JobState.WAITING)
    options = models.JSONField("要求", default=dict)
    results = models.JSONField("各份结果", default=dict)
    sentence = models.CharField("说明", max_length=500, blank=True)
    heartbeat_at = models.DateTimeField("最近动静", default=timezone.now)
    created_at = models.DateTimeField("开始时间", default=timezone.now)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "导入工作"
        verbose_name_plural = "导入工作"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(work__in=Work.values), name="import_job_work_is_known"),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="import_job_state_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.get_work_display()} {self.get_state_display()}"

    @property
    def is_stale(self) -> bool:
        """Tell whether nothing was heard of it for so long that whoever worked on it must be gone."""
        return timezone.now() - self.heartbeat_at > STALE_AFTER
