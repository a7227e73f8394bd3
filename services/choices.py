"""Choices of tickets, visits and legal aid."""

from __future__ import annotations

from django.db import models


class Source(models.TextChoices):
    """Where a ticket comes from."""

    HOTLINE = "hotline", "热线"
    VISIT = "visit", "走访"
    STATION = "station", "驿站"
    WEB = "web", "网上"
    OTHER = "other", "其他"


class TicketKind(models.TextChoices):
    """What it is about."""

    LIFE = "life", "生活困难"
    WORK = "work", "工作就业"
    WAGES = "wages", "工资社保"
    LEGAL = "legal", "法律援助"
    SKILL = "skill", "技能培训"
    SCHOOL = "school", "子女入学"
    HOUSING = "housing", "住房"
    MEDICAL = "medical", "看病就医"
    TRAFFIC = "traffic", "出行停车"
    RELATION = "relation", "组织关系"
    OTHER = "other", "其他"


class Urgency(models.TextChoices):
    """How soon it must be looked after; what is urgent has half the time, what is critical one working day."""

    NORMAL = "normal", "一般"
    URGENT = "urgent", "紧急"
    CRITICAL = "critical", "特急"


class TicketState(models.TextChoices):
    """Where a ticket stands."""

    HANDED_IN = "handed_in", "待受理"
    ACCEPTED = "accepted", "已受理"
    IN_WORK = "in_work", "办理中"
    SOLVED = "solved", "已解决"
    RATED = "rated", "已评价"
    ARCHIVED = "archived", "已归档"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已撤销"


class Step(models.TextChoices):
    """What can be done with a ticket; each step leaves an entry."""

    HAND_IN = "hand_in", "提交"
    ACCEPT = "accept", "受理"
    ASSIGN = "assign", "指派"
    FORWARD = "forward", "转办"
    WORK = "work", "办理"
    SOLVE = "solve", "解决"
    REOPEN = "reopen", "重新办理"
    RATE = "rate", "评价"
    ARCHIVE = "archive", "归档"
    RETURN = "return", "退回"
    WITHDRAW = "withdraw", "撤销"
    NOTE = "note", "备注"


class Rating(models.IntegerChoices):
    """How content somebody is."""

    DELIGHTED = 5, "非常满意"
    CONTENT = 4, "满意"
    FAIR = 3, "一般"
    DISCONTENT = 2, "不满意"
    ANGRY = 1, "很不满意"


class VisitKind(models.TextChoices):
    """Why somebody was called on."""

    FESTIVAL = "festival", "节日慰问"
    HARDSHIP = "hardship", "困难帮扶"
    ILLNESS = "illness", "生病慰问"
    ROUTINE = "routine", "日常走访"
    OTHER = "other", "其他"


class AidMatter(models.TextChoices):
    """What legal aid was given for."""

    LABOUR = "labour", "劳动合同"
    WAGES = "wages", "工资报酬"
    INJURY = "injury", "工伤赔偿"
    INSURANCE = "insurance", "社会保险"
    CONTRACT = "contract", "合同纠纷"
    FAMILY = "family", "婚姻家庭"
    ADVICE = "advice", "法律咨询"
    OTHER = "other", "其他"


class AidState(models.TextChoices):
    """Where it stands."""

    OPEN = "open", "办理中"
    CLOSED = "closed", "已办结"
    ENDED = "ended", "终止"


class DayKind(models.TextChoices):
    """How a day differs from its place in the week."""

    OFF = "off", "放假"
    WORKED = "worked", "上班（调休）"
