"""Choices of the register, with official codes as values where one exists."""

from __future__ import annotations

from django.db import models


class Sex(models.TextChoices):
    """GB/T 2261.1-2003."""

    MALE = "1", "男"
    FEMALE = "2", "女"


class Education(models.TextChoices):
    """Highest schooling, GB/T 4658-2006; labels as Party offices write them."""

    DOCTOR = "11", "博士研究生"
    MASTER = "14", "硕士研究生"
    BACHELOR = "21", "大学"
    COLLEGE = "31", "大专"
    TECHNICAL = "41", "中专"
    VOCATIONAL = "44", "职高"
    CRAFT = "47", "技校"
    HIGH_SCHOOL = "61", "高中"
    MIDDLE_SCHOOL = "71", "初中"
    PRIMARY = "81", "小学"
    OTHER = "90", "其他"


class Category(models.TextChoices):
    """Full or probationary member."""

    FORMAL = "formal", "正式党员"
    PROBATIONARY = "probationary", "预备党员"


class PartyStatus(models.TextChoices):
    """党籍状态."""

    NORMAL = "normal", "正常"
    SUSPENDED = "suspended", "停止党籍"
    LOST = "lost", "失联"
    LEFT = "left", "出党"


class Occupation(models.TextChoices):
    """What the member does in the park, as the committee's statistics tell it."""

    HEAD = "head", "企业负责人"
    WORKER = "worker", "技术工人"
    TALENT = "talent", "流动性技术人才"
    OTHER = "other", "其他"


class Departure(models.TextChoices):
    """How an enrolment ended."""

    MOVED = "moved", "调整支部"
    SETTLED = "settled", "吸收转化"
    RETURNED = "returned", "返回流出地"
    MOVED_ON = "moved_on", "再次流动"
    LOST = "lost", "失联"
    SUSPENDED = "suspended", "停止党籍"
    DIED = "died", "去世"
    OTHER = "other", "其他"
    VOID = "void", "登记有误"
    """Entered in error, or taken back with its import: it was never true and counts in no figure."""


class ContactKind(models.TextChoices):
    """How a member was contacted."""

    VISIT = "visit", "走访"
    TALK = "talk", "谈心谈话"
    PHONE = "phone", "电话"
    MESSAGE = "message", "微信或短信"
    MEETING = "meeting", "组织生活"
    OTHER = "other", "其他"


class RequestState(models.TextChoices):
    """Where a request to move stands."""

    PENDING = "pending", "待审批"
    APPROVED = "approved", "已同意"
    DECLINED = "declined", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"


class Direction(models.TextChoices):
    """Which way formal membership moves, seen from the park."""

    IN = "in", "转入园区"
    OUT = "out", "转出"


class TransferState(models.TextChoices):
    """Where a relation transfer stands."""

    DRAFT = "draft", "拟办"
    SENT = "sent", "已开介绍信"
    RECEIVED = "received", "已接收"
    SENT_BACK = "sent_back", "已退回"
    EXPIRED = "expired", "已过期"
    CANCELLED = "cancelled", "已取消"


class HonourLevel(models.TextChoices):
    """Who honours: the level of the granting body."""

    NATIONAL = "national", "国家级"
    PROVINCIAL = "provincial", "省级"
    MUNICIPAL = "municipal", "市级"
    COUNTY = "county", "县区级"
    PARK = "park", "园区级"


class HonourKind(models.TextChoices):
    """What somebody is honoured as."""

    MODEL_WORKER = "model_worker", "劳动模范"
    CRAFTSMAN = "craftsman", "工匠"
    MEMBER = "member", "优秀共产党员"
    MEDAL = "medal", "五一劳动奖章"
    OTHER = "other", "其他"


class SeatRole(models.TextChoices):
    """Office in a committee or branch."""

    SECRETARY = "secretary", "书记"
    DEPUTY = "deputy", "副书记"
    ORGANISATION = "organisation", "组织委员"
    PUBLICITY = "publicity", "宣传委员"
    DISCIPLINE = "discipline", "纪检委员"
    ORDINARY = "ordinary", "委员"


class CardResult(models.TextChoices):
    """Outcome of the yearly check of an activity card."""

    PASSED = "passed", "合格"
    REPLACED = "replaced", "补发或换发"
    PROBLEM = "problem", "有问题"


_GROUPS = (  # noqa: SIM905  read as lines of words
    "汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 "
    "黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 "
    "撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 "
    "塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族"
).split()

ETHNIC_GROUPS: tuple[tuple[str, str], ...] = (
    *((f"{number:02d}", name) for number, name in enumerate(_GROUPS, start=1)),
    ("97", "其他"),
    ("98", "外国血统中国籍人士"),
)
"""Official numbers and names, GB/T 3304-1991; 97 and 98 as the identity registers use them."""
