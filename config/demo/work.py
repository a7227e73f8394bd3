"""What the people of the demo work as, and where."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from branches.models import Enterprise, Ownership
from config.demo.seed import pick
from config.demo.stays import Stay
from members.choices import Education, Occupation

AGES = {
    Occupation.HEAD: (34, 61),
    Occupation.WORKER: (21, 54),
    Occupation.TALENT: (25, 44),
    Occupation.OTHER: (28, 56),
}
"""Youngest and oldest age at arrival."""

WOMEN = {Occupation.HEAD: 0.22, Occupation.WORKER: 0.3, Occupation.TALENT: 0.38, Occupation.OTHER: 0.4}

_TITLES = {
    Occupation.HEAD: ("总经理", "董事长", "副总经理", "厂长", "执行董事", "生产副总"),
    Occupation.WORKER: (
        "焊工", "电工", "数控操作工", "叉车司机", "质检员", "设备维修工",
        "注塑工", "仓库管理员", "班组长", "装卸调度员", "车间主任", "包装工",
    ),
    Occupation.TALENT: ("工艺工程师", "研发工程师", "自动化工程师", "三维设计师", "软件工程师", "材料工程师"),
    Occupation.OTHER: ("综合部科员", "培训教师", "安全专员"),
}  # fmt: skip
_SPECIAL_TITLES: dict[tuple[str, str], tuple[str, ...]] = {
    (Ownership.NEW_GROUP, Occupation.HEAD): ("站长", "联合会负责人"),
    (Ownership.NEW_GROUP, Occupation.WORKER): ("货车司机", "配送骑手", "网约车司机"),
    (Ownership.NEW_SOCIAL, Occupation.HEAD): ("秘书长", "理事长"),
    (Ownership.NEW_SOCIAL, Occupation.WORKER): ("社会工作者", "会务专员"),
    (Ownership.NEW_ECONOMIC, Occupation.HEAD): ("总经理", "合伙人"),
    (Ownership.NEW_ECONOMIC, Occupation.WORKER): ("运维技术员", "客服主管", "项目专员"),
}
_EDUCATION: dict[Occupation, dict[Education, int]] = {
    Occupation.HEAD: {
        Education.MASTER: 4, Education.BACHELOR: 9, Education.COLLEGE: 6,
        Education.HIGH_SCHOOL: 3, Education.TECHNICAL: 1,
    },
    Occupation.WORKER: {
        Education.BACHELOR: 9, Education.COLLEGE: 22, Education.TECHNICAL: 16, Education.VOCATIONAL: 9,
        Education.CRAFT: 8, Education.HIGH_SCHOOL: 18, Education.MIDDLE_SCHOOL: 9,
    },
    Occupation.TALENT: {Education.DOCTOR: 1, Education.MASTER: 5, Education.BACHELOR: 9, Education.COLLEGE: 2},
    Occupation.OTHER: {Education.BACHELOR: 3, Education.COLLEGE: 2},
}  # fmt: skip
_TALENT_INDUSTRIES = "CIM"


def choose_enterprise(rng: Random, stay: Stay, enterprises: Sequence[Enterprise]) -> Enterprise:
    """Choose an employer that was in the park all the time, covered by the branch, of a kind that fits."""
    fitting = [e for e in enterprises if _fits(e, stay)]
    drawn = pick(rng, {e: (e.employee_count or 1) ** 0.6 for e in fitting})
    return next((e for e in enterprises if e.name == stay.firm), drawn)


def _fits(enterprise: Enterprise, stay: Stay) -> bool:
    spell = stay.last
    arrived_on, left_on = enterprise.arrived_on, enterprise.left_on
    if arrived_on is None or arrived_on > spell.started_on:
        return False
    if left_on is not None and (spell.ended_on is None or spell.ended_on > left_on):
        return False
    if stay.occupation is Occupation.OTHER:
        return enterprise.covered_by is None
    if stay.occupation is Occupation.TALENT and enterprise.industry not in _TALENT_INDUSTRIES:
        return False
    covering = enterprise.covered_by
    return covering is not None and covering.code == spell.branch


def draw_title(rng: Random, occupation: Occupation, ownership: str) -> str:
    """Draw a job title."""
    return rng.choice(_SPECIAL_TITLES.get((ownership, occupation), _TITLES[occupation]))


def draw_education(rng: Random, occupation: Occupation, age: int) -> Education:
    """Draw the highest schooling; nobody under 25 holds a doctorate, and the young finished more than nine years."""
    weights = dict(_EDUCATION[occupation])
    if age < 25:  # noqa: PLR2004  said above
        weights.pop(Education.DOCTOR, None)
        weights.pop(Education.MIDDLE_SCHOOL, None)
    return pick(rng, weights)
