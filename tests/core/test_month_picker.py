"""The month picker: addresses of the neighbours, months by year."""

from html.parser import HTMLParser

import pytest
from django.template import Context
from django.template.loader import render_to_string
from django.test import RequestFactory

from core.month_picker import Picker, Year, month_choices
from core.periods import Month

FIRST, LAST = Month(2023, 11), Month(2024, 2)


def picker(month: Month, address: str = "/") -> Picker:
    return month_choices(Context({"request": RequestFactory().get(address)}), month, FIRST, LAST)


def test_neighbours_keep_the_other_parameters_but_not_the_page() -> None:
    laid_out = picker(Month(2024, 1), "/?branch=3&month=2024-01&tag=a%26b&tag=c&page=4")
    assert laid_out.before == "?branch=3&tag=a%26b&tag=c&month=2023-12"
    assert laid_out.after == "?branch=3&tag=a%26b&tag=c&month=2024-02"
    assert laid_out.kept == [("branch", "3"), ("tag", "a&b"), ("tag", "c")]


def test_nothing_lies_beyond_the_first_and_the_last_month() -> None:
    assert picker(FIRST).before == ""
    assert picker(FIRST).after == "?month=2023-12"
    assert picker(LAST).before == "?month=2024-01"
    assert picker(LAST).after == ""


def test_months_stand_by_year_latest_first() -> None:
    assert picker(LAST).years == [
        Year("2024年", [Month(2024, 2), Month(2024, 1)]),
        Year("2023年", [Month(2023, 12), Month(2023, 11)]),
    ]


def test_a_month_outside_stays_choosable() -> None:
    assert picker(Month(2024, 4)).years[0] == Year("2024年", [Month(2024, number) for number in (4, 3, 2, 1)])
    assert picker(Month(2024, 4)).after == ""


def test_without_a_request_there_are_no_other_parameters() -> None:
    assert month_choices(Context(), Month(2024, 1), FIRST, LAST).after == "?month=2024-02"


class Options(HTMLParser):
    """Collects what a page offers to choose."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[str | None] = []
        self.selected: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "option":
            self.values.append(dict(attrs)["value"])
            self.selected += [dict(attrs)["value"]] if "selected" in dict(attrs) else []


@pytest.mark.parametrize(("month", "value"), [(Month(2024, 1), "2024-01"), (FIRST, "2023-11")])
def test_the_page_offers_each_month_once(month: Month, value: str) -> None:
    options = Options()
    request = RequestFactory().get("/")
    context = {"request": request, "month": month, "first_month": FIRST, "last_month": LAST}
    options.feed(render_to_string("includes/month_picker.html", context))
    assert options.values == ["2024-02", "2024-01", "2023-12", "2023-11"]
    assert options.selected == [value]
