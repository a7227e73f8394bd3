"""Seeded mutations of good files, a sample of what ``bench/mutations.py`` tries: refused, or imported whole."""

from __future__ import annotations

import pytest

from bench.forked_reader import forked_reading
from bench.mutating import mutated
from bench.mutations_measured import Tried, try_file
from branches.models import Branch
from members.models import Member
from spreadsheets.reader import FileRefused, read_book

GROUPS = 8
OF_EACH = 30


@pytest.mark.parametrize("group", range(GROUPS))
def test_mutations_are_refused_or_imported_whole(group: int, branches: list[Branch]) -> None:
    with forked_reading() as reader:
        for seed in range(group * OF_EACH, (group + 1) * OF_EACH):
            name, content = mutated(seed)
            tried = try_file(content)
            assert isinstance(tried, Tried), (seed, name)
            assert tried.outcome not in {"reader_died", "reader_timeout", "torn"}, (seed, name)
            assert reader.cost.megabytes < 200, (seed, name)
            assert reader.cost.seconds < 5, (seed, name)
    assert Member.objects.count() == 0


def test_a_few_with_a_reading_process_of_their_own() -> None:
    for seed in range(1000, 1020):
        name, content = mutated(seed)
        assert read(content) not in {"reader_died", "reader_timeout"}, (seed, name)


def read(content: bytes) -> str:
    try:
        return read_book(content).kind
    except FileRefused as refusal:
        return refusal.code
