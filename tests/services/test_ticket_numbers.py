"""Numbers of tickets: one after another for each committee and year."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from branches.models import Committee
from services.models import Ticket
from services.numbers import next_number, next_numbers

DAY = date(2024, 3, 1)


def ticket(committee: Committee, number: str) -> Ticket:
    return Ticket.objects.create(
        committee=committee, number=number, source="hotline", kind="life", description="漏水", received_on=DAY
    )


@pytest.mark.django_db
def test_numbers_count_on_for_each_committee_and_year(
    committee: Committee, other_committee: Committee
) -> None:
    assert next_number(committee, 2024) == "FW-2024-0001"
    ticket(committee, "FW-2024-0009")
    ticket(committee, "热线2024-77")
    ticket(other_committee, "FW-2024-0100")
    assert next_number(committee, 2024) == "FW-2024-0010"
    assert next_number(committee, 2025) == "FW-2025-0001"
    assert next_numbers(committee, [2024, 2023, 2024]) == ["FW-2024-0010", "FW-2023-0001", "FW-2024-0011"]


@pytest.mark.django_db
def test_after_9999_numbers_grow_longer(committee: Committee) -> None:
    ticket(committee, "FW-2024-9999")
    ticket(committee, "FW-2024-10000")
    assert next_number(committee, 2024) == "FW-2024-10001"


@pytest.mark.django_db(transaction=True)
def test_two_writers_get_two_numbers(committee: Committee) -> None:
    """Each takes a number and stores its ticket in one transaction, at the same moment."""
    writers, rounds = 4, 5
    start, failures = Barrier(writers), list[BaseException]()

    def write() -> None:
        try:
            start.wait()
            for _ in range(rounds):
                with transaction.atomic():
                    ticket(committee, next_number(committee, 2024))
        except BaseException as failure:  # noqa: BLE001  told by the test below
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=write) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    stored = set(Ticket.objects.values_list("number", flat=True))
    assert stored == {f"FW-2024-{number:04d}" for number in range(1, writers * rounds + 1)}
