"""Where the fields of the record stand: sections, rows and widths."""

from __future__ import annotations

from collections.abc import Sequence

from crispy_forms.layout import Column, Fieldset, Layout, Row


def register_layout() -> Layout:
    """Sections of the form for a new member."""
    return Layout(Fieldset("登记", _row(branch=4, started_on=4)), *_sections({}))


def edit_layout(held: Sequence[str]) -> Layout:
    """Sections of the form for a stored member; below each of the masked fields ``held`` a tick that empties it."""
    ticks = {name: f"clear_{name}" for name in held if name != "national_id"}
    return Layout("revision", *_sections(ticks))


def _sections(ticks: dict[str, str]) -> list[Fieldset]:
    return [
        Fieldset(
            "基本信息",
            _row(ticks, name=4, national_id=5, sex=3),
            _row(ticks, phone=4, birth_date=4, ethnic_group=4),
            _row(ticks, education=4, native_place=4),
            _row(ticks, address=12),
        ),
        Fieldset(
            "党员信息",
            _row(ticks, category=3, joined_on=3, confirmed_on=3, party_status=3),
            _row(ticks, home_organisation=6, home_region=3, card_number=3),
            _row(ticks, home_contact=4, home_contact_phone=4),
        ),
        Fieldset("工作情况", _row(ticks, enterprise=5, occupation=3, job_title=4)),
        Fieldset("其他", _row(ticks, notes=12)),
    ]


def _row(ticks: dict[str, str] | None = None, **widths: int) -> Row:
    places = ticks or {}
    columns = [
        Column(name, *([places[name]] if name in places else []), css_class=f"col-md-{width}")
        for name, width in widths.items()
    ]
    return Row(*columns)
