"""How the members who are managed on a day are made up; the parts of each make-up are the whole."""

from __future__ import annotations

from django.db.models import Q

from branches.models import Ownership
from core.figures import Part
from core.periods import Period
from members.choices import Category, Education, Occupation, Sex
from members.figures.stock import MANAGED

NOT_GIVEN = "未登记"


def _years_before(period: Period, years: int) -> str:
    """Return the last day of ``period`` so many years earlier, as a partial date is written."""
    day = period.last
    number = 28 if (day.month, day.day) == (2, 29) and (day.year - years) % 4 else day.day
    return f"{day.year - years:04d}-{day.month:02d}-{number:02d}"


def _aged(low: int | None, high: int | None) -> Part:
    """The part between two ages, both counted in.

    Text compares as dates do. Of a birth date that is only a year or a month, the first day is taken at a month's end.
    """
    title = f"{high}岁及以下" if low is None else f"{low}岁及以上" if high is None else f"{low}至{high}岁"

    def condition(period: Period) -> Q:
        found = ~Q(member__birth_date="")
        if high is not None:
            found &= Q(member__birth_date__gt=_years_before(period, high + 1))
        if low is not None:
            found &= Q(member__birth_date__lte=_years_before(period, low))
        return found

    key = f"to{high}" if low is None else f"from{low}" if high is None else f"{low}to{high}"
    return Part(key, title, condition)


def _schooling(key: str, title: str, *levels: Education) -> Part:
    return Part(key, title, Q(member__education__in=levels))


BY_OWNERSHIP = MANAGED.split(
    "members.by_ownership",
    "单位性质",
    *(Part(kind.value, str(kind.label), Q(member__enterprise__ownership=kind)) for kind in Ownership),
    Part("none", "未登记单位", Q(member__enterprise__isnull=True)),
    definition="管理的流动党员按工作单位的所有制分列。",
)
BY_OCCUPATION = MANAGED.split(
    "members.by_occupation",
    "职业类别",
    *(Part(kind.value, str(kind.label), Q(member__occupation=kind)) for kind in Occupation),
    Part("none", NOT_GIVEN, Q(member__occupation="")),
    definition="管理的流动党员按职业类别分列。",
)
BY_AGE = MANAGED.split(
    "members.by_age",
    "年龄结构",
    _aged(None, 35),
    _aged(36, 45),
    _aged(46, 55),
    _aged(56, 60),
    _aged(61, None),
    Part("none", NOT_GIVEN, Q(member__birth_date="")),
    definition="管理的流动党员按截至当日的周岁分列；只知道出生年份或月份的，按最早的一天计算。",
)
BY_EDUCATION = MANAGED.split(
    "members.by_education",
    "学历结构",
    _schooling("graduate", "研究生", Education.DOCTOR, Education.MASTER),
    _schooling("bachelor", "大学", Education.BACHELOR),
    _schooling("college", "大专", Education.COLLEGE),
    _schooling(
        "secondary",
        "中专及高中",
        Education.TECHNICAL,
        Education.VOCATIONAL,
        Education.CRAFT,
        Education.HIGH_SCHOOL,
    ),
    _schooling("basic", "初中及以下", Education.MIDDLE_SCHOOL, Education.PRIMARY),
    _schooling("other", "其他", Education.OTHER),
    Part("none", NOT_GIVEN, Q(member__education="")),
    definition="管理的流动党员按最高学历分列；中专及高中含职高、技校。",
)
BY_CATEGORY = MANAGED.split(
    "members.by_category",
    "党员类别",
    *(Part(kind.value, str(kind.label), Q(member__category=kind)) for kind in Category),
    Part("none", NOT_GIVEN, Q(member__category="")),
    definition="管理的流动党员按正式党员、预备党员分列。",
)
BY_SEX = MANAGED.split(
    "members.by_sex",
    "性别",
    *(Part(kind.name.lower(), str(kind.label), Q(member__sex=kind)) for kind in Sex),
    Part("none", NOT_GIVEN, Q(member__sex="")),
    definition="管理的流动党员按性别分列。",
)
MAKE_UP = (BY_OWNERSHIP, BY_OCCUPATION, BY_AGE, BY_EDUCATION, BY_CATEGORY, BY_SEX)
