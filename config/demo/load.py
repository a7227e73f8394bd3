"""Loading the demo: all of it in one transaction, or nothing."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.models import User
from audit.models import Verb
from audit.trail import action, record
from branches.models import Committee
from config.demo.accounts import make_accounts
from config.demo.cards import make_card_checks
from config.demo.committee import COMMITTEE_NAME, make_branches, make_committee, make_partnership
from config.demo.contacts import make_contacts
from config.demo.contributions import make_contributions
from config.demo.enterprises import make_enterprises
from config.demo.gatherings import make_gatherings
from config.demo.honours import make_honours
from config.demo.incubated import make_incubated
from config.demo.months import make_months
from config.demo.park import Park
from config.demo.register import make_enrolments, make_members, make_requests
from config.demo.seats import make_seats
from config.demo.seed import COUNTED_ON
from config.demo.services import make_services
from config.demo.stations import lean_on_stations, make_stations
from config.demo.transfers import make_transfers
from core.scope import Actor

ROOMS = (
    make_contacts,
    make_requests,
    make_incubated,
    make_transfers,
    make_honours,
    make_seats,
    make_card_checks,
    make_gatherings,
    make_services,
    make_contributions,
    make_months,
)
"""What fills the rooms, once organisation and register are there."""


def is_loaded() -> bool:
    """Tell whether the demo's committee is there."""
    return Committee.objects.filter(name=COMMITTEE_NAME).exists()


def refuse_over_real_data() -> None:
    """Raise ``ValidationError`` with a sentence unless this is a demo that holds nobody else's data."""
    if not settings.DEMO:
        raise ValidationError("演示数据只能载入演示环境：如确要演示，请在 .env 中写 DEMO=1 后重试。")
    if Committee.objects.exclude(name=COMMITTEE_NAME).exists():
        raise ValidationError("数据库里已有其他党委的数据，演示数据不会混入真实数据。请换一个空的数据库。")
    if User.objects.exists() and not is_loaded():
        raise ValidationError("数据库里已有账号，演示数据不会混入真实数据。请换一个空的数据库。")


@action
def load_demo(*, by: Actor, today: date) -> Committee:
    """Store the whole demo as on ``today`` (never before the end of 2024); refuse over real data, or a second time."""
    refuse_over_real_data()
    if is_loaded():
        raise ValidationError("演示数据已经在库中。")
    today = max(today, COUNTED_ON)
    committee = make_committee()
    branches = make_branches(committee, today)
    enterprises = make_enterprises(committee, branches, today)
    stations = make_stations(committee, branches, enterprises, today)
    people = make_members(branches, enterprises, today)
    lean_on_stations(people, today)
    make_enrolments(people, branches, stations)
    park = Park(
        committee=committee,
        branches=branches,
        enterprises={enterprise.name: enterprise for enterprise in enterprises},
        partnership=make_partnership(committee),
        stations=stations,
        users=make_accounts(committee, branches),
        people=people,
        today=today,
    )
    for make in ROOMS:
        make(park)
    record(
        by=by,
        verb=Verb.CREATE,
        obj=committee,
        detail=f"载入演示数据：{len(branches)} 个党支部，{len(enterprises)} 家企业，{len(people)} 名党员。",
    )
    return committee
