"""Choices of what members contribute."""

from __future__ import annotations

from django.db import models


class PostKind(models.TextChoices):
    """Posts that members hold in firms and dormitories."""

    MODEL = "model", "党员示范岗"
    BUILDING = "building", "楼长"
    DORMITORY = "dormitory", "舍长"


class DisputeKind(models.TextChoices):
    """What a dispute was about."""

    LABOUR = "labour", "劳动争议"
    WAGES = "wages", "工资报酬"
    NEIGHBOURS = "neighbours", "邻里宿舍"
    CONTRACT = "contract", "经济合同"
    FAMILY = "family", "婚姻家庭"
    TRAFFIC = "traffic", "停车出行"
    OTHER = "other", "其他"


class DisputeResult(models.TextChoices):
    """How a mediation ended."""

    PENDING = "pending", "调解中"
    SETTLED = "settled", "调解成功"
    FAILED = "failed", "未达成一致"
    REFERRED = "referred", "移交有关部门"


class ImprovementKind(models.TextChoices):
    """Things delivered for people in the park."""

    COUPLE_ROOM = "couple_room", "夫妻房"
    PARKING = "parking", "停车场"
    CANTEEN = "canteen", "食堂餐厅"
    CHARGING = "charging", "充电设施"
    SHUTTLE = "shuttle", "公交班线"
    NURSERY = "nursery", "托管看护"
    CULTURE = "culture", "文体设施"
    OTHER = "other", "其他"


FIXED_UNITS = {ImprovementKind.COUPLE_ROOM: "间", ImprovementKind.PARKING: "平方米"}
"""Units that figures add up; of the other kinds each record names its own."""


class SuggestionSource(models.TextChoices):
    """How a suggestion came in."""

    MEETING = "meeting", "座谈会茶话会"
    ONLINE = "online", "网上提交"
    SHEET = "sheet", "书面征集"
    STATION = "station", "驿站征集"
    OTHER = "other", "其他"


class SuggestionState(models.TextChoices):
    """Where a suggestion stands."""

    HANDED_IN = "handed_in", "已提交"
    UNDER_REVIEW = "review", "研究中"
    ADOPTED = "adopted", "已采纳"
    ANSWERED = "answered", "已答复（未采纳）"
    CARRIED_OUT = "carried_out", "已落实"


class ResultKind(models.TextChoices):
    """What a venture achieved."""

    PATENT = "patent", "授权专利"
    AWARD = "award", "奖项"
    STANDARD = "standard", "标准"
    TITLE = "title", "企业资质"
    OTHER = "other", "其他"
