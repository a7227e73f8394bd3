"""The three places of the generated tests, and everybody who might look at them."""

from __future__ import annotations

import pytest

from accounts.models import User
from accounts.roles import Role
from branches.models import Branch, Committee
from tests.house.people import Person
from tests.house.world import Place, World
from tests.people import give, person


@pytest.fixture
def world(branch_one: Branch, branch_two: Branch, other_branch: Branch) -> World:
    """Own branch, neighbour and another committee; the names of the branches carry their words, too."""
    places = (
        Place(branch_one.committee, branch_one, "秋雁", "春水", "qiuyan", "430699", "1390000"),
        Place(branch_two.committee, branch_two, "寒梅", "春水", "hanmei", "430698", "1370007"),
        Place(other_branch.committee, other_branch, "远帆", "远帆", "yuanfan", "430697", "1360006"),
    )
    for place in places:
        place.branch.name, place.branch.short_name = f"{place.word}党支部", f"{place.word}支部"
        place.branch.code = f"{place.latin}-b"
        place.branch.save()
    return World(*places)


@pytest.fixture
def cast(  # everybody at once
    world: World,
    outsider: User,
    secretary_one: User,
    secretary_two: User,
    staff: User,
    administrator: User,
    auditor: User,
    other_staff: User,
    operator: User,
    other_committee: Committee,
) -> dict[str, Person]:
    """Everybody by name; None stands for somebody who has not logged in."""
    other_administrator = person("hudongguanli", "沈远帆", other_committee)
    give(other_administrator, Role.ADMINISTRATOR, committee=other_committee)
    other_auditor = person("hudongshenji", "韩远帆", other_committee)
    give(other_auditor, Role.AUDITOR, committee=other_committee)
    own, two, abroad = world.own, world.neighbour, world.abroad
    return {
        "anonymous": Person(None, None, None, None),
        "outsider": Person(outsider, None, own.committee, None),
        "secretary_one": Person(secretary_one, Role.SECRETARY, own.committee, own.branch),
        "secretary_two": Person(secretary_two, Role.SECRETARY, two.committee, two.branch),
        "staff": Person(staff, Role.STAFF, own.committee, None),
        "administrator": Person(administrator, Role.ADMINISTRATOR, own.committee, None),
        "auditor": Person(auditor, Role.AUDITOR, own.committee, None),
        "other_staff": Person(other_staff, Role.STAFF, abroad.committee, None),
        "other_administrator": Person(other_administrator, Role.ADMINISTRATOR, abroad.committee, None),
        "operator": Person(operator, Role.ADMINISTRATOR, None, None),
        "other_auditor": Person(other_auditor, Role.AUDITOR, abroad.committee, None),
    }
