"""The audit log: plain values without foreign keys, chained by HMAC, never updated or deleted."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from audit.directory import kind_names
from core.scope import Actor


class Verb(models.TextChoices):
    """What can be done; a closed list, so that the auditor can filter by it."""

    LOGIN = "login", "登录"
    LOGIN_FAILED = "login_failed", "登录失败"
    LOGOUT = "logout", "退出"
    LOCKED = "locked", "账号锁定"
    PASSWORD = "password", "修改密码"
    VIEW = "view", "查看"
    REVEAL = "reveal", "查看完整号码"
    SEARCH = "search", "按号码查找"
    CREATE = "create", "新增"
    UPDATE = "update", "修改"
    MOVE = "move", "调整支部"
    END = "end", "结束管理"
    REQUEST = "request", "提出申请"
    DECIDE = "decide", "审批申请"
    UPLOAD = "upload", "上传表格"
    IMPORT = "import", "导入"
    UNDO = "undo", "撤销导入"
    EXPORT = "export", "导出"
    ASSIGN = "assign", "授予角色"
    REVOKE = "revoke", "收回角色"
    ACTIVATE = "activate", "启用账号"
    DEACTIVATE = "deactivate", "停用账号"
    SETTINGS = "settings", "修改设置"
    VOID = "void", "作废"
    STEP = "step", "办理"
    SIGN_IN = "sign_in", "签到"
    PUBLIC = "public", "网上提交"
    SUBMIT = "submit", "报送"
    CLOSE = "close", "结账"
    REOPEN = "reopen", "重新打开"
    REFUSED = "refused", "拒绝访问"


class Outcome(models.TextChoices):
    """How it ended."""

    DONE = "done", "成功"
    REFUSED = "refused", "被拒绝"
    FAILED = "failed", "失败"


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Entries within the reach of an auditor."""

    def visible_to(self, user: Actor, permission: str = "audit.view_auditentry") -> Self:
        """Leave the entries of the committees that ``user`` may audit, told by plain numbers."""
        ask = getattr(user, "reach", None)
        if ask is None:
            return self.none()
        condition = ask(permission).plain_condition("committee_key", "branch_key")
        return self.none() if condition is None else self.filter(condition)


class AuditEntry(models.Model):
    """One thing that somebody did. The database itself refuses to change or delete it."""

    unscoped_because: ClassVar[str] = (
        "plain numbers instead of foreign keys; AuditQuerySet.visible_to scopes them"
    )

    number = models.BigIntegerField("编号", primary_key=True)
    at = models.DateTimeField("时间", db_index=True)
    actor_key = models.BigIntegerField("操作人编号", null=True)
    actor_name = models.CharField("操作人", max_length=60)
    role = models.CharField("角色", max_length=200, blank=True)
    address = models.CharField("来源地址", max_length=60, blank=True)
    verb = models.CharField("操作", max_length=20, choices=Verb.choices)
    object_kind = models.CharField("对象类型", max_length=60, blank=True)
    object_key = models.BigIntegerField("对象编号", null=True)
    object_words = models.CharField("对象", max_length=200, blank=True)
    branch_key = models.BigIntegerField("党支部编号", null=True)
    committee_key = models.BigIntegerField("党委编号", null=True)
    changes = models.JSONField("变更", default=dict, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices, default=Outcome.DONE)
    detail = models.CharField("说明", max_length=500, blank=True)
    previous_mac = models.CharField("上一条校验码", max_length=64, blank=True)
    mac = models.CharField("校验码", max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ("-number",)
        default_permissions = ("view",)
        constraints = (
            models.CheckConstraint(condition=Q(verb__in=Verb.values), name="audit_verb_is_known"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="audit_outcome_is_known"),
        )
        indexes = (
            models.Index(fields=("object_kind", "object_key"), name="audit_object"),
            models.Index(fields=("committee_key", "number"), name="audit_committee"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.actor_name} {self.get_verb_display()} {self.object_words}".rstrip()

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("audit:entry", args=[self.number])

    @property
    def kind_words(self) -> str:
        """The kind of its object, as people call it."""
        return kind_names().get(self.object_kind, "")
