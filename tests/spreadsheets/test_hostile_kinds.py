"""Hundreds of hostile files, made in memory: each is refused in words, or what is stored is whole and true."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from bench.forked_reader import ForkedReader, forked_reading
from branches.models import Branch, Committee
from members.models import Enrolment
from tests.hostile import books, cells, markup, packages, texts
from tests.hostile.cases import PEOPLE, READ, Case
from tests.hostile.portal import import_by_web, stored
from tests.people import give, person

CASES = {
    f"{kind.__name__.rpartition('.')[2]}: {name}": case
    for kind in (packages, markup, texts, books, cells)
    for name, case in kind.CASES.items()
}
ROOT = Path(__file__).parents[2]
MEASURE = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from spreadsheets.reader import FileRefused, read_book
content = sys.stdin.buffer.read()
most = lambda who: resource.getrusage(who).ru_maxrss // 1024
before = most(resource.RUSAGE_SELF)
try:
    read_book(content)
except FileRefused:
    print(most(resource.RUSAGE_SELF) - before + most(resource.RUSAGE_CHILDREN))
"""
MOST_MEGABYTES = 200
MOST_SECONDS = 8
RENAMED = {"cells: rare_han": "\U00020bb7䶮㛃", "cells: minority_name": "买买提·吐尔逊"}


@pytest.fixture(scope="module")
def reader() -> Iterator[ForkedReader]:
    with forked_reading() as reading:
        yield reading


@pytest.fixture
def client_of_one(committee: Committee, client_of: Callable[[User], Client]) -> Client:
    """The secretary of the branch that the files name."""
    branch = Branch.objects.create(
        committee=committee, name="第一党支部", short_name="第一党支部", code="own"
    )
    user = person("shuji", "周明远", committee)
    give(user, Role.SECRETARY, branch=branch)
    return client_of(user)


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_refused_in_words_or_imported_whole(
    name: str, client_of_one: Client, reader: ForkedReader
) -> None:
    case = CASES[name]
    content = case.make()
    started = time.process_time()
    ended = import_by_web(client_of_one, content)
    assert time.process_time() - started < MOST_SECONDS
    assert reader.cost.seconds < MOST_SECONDS
    assert reader.cost.megabytes < MOST_MEGABYTES
    if ended.code == "stored":
        check_stored(name, case)
        assert Enrolment.objects.count() == len(stored())
    else:
        assert ended.code in case.ends
        assert stored() == []
        assert ended.code == "asked" or ended.sentence.endswith("。")


def check_stored(name: str, case: Case) -> None:
    """Whatever was stored stands in the file like that; all three people, unless the case says that rows are bad."""
    found = stored()
    if name in RENAMED:
        assert found == [(RENAMED[name], *PEOPLE[0][1:]), *PEOPLE[1:]]
    elif "blank" in case.ends:
        assert found == [*PEOPLE[:2], (*PEOPLE[2][:5], "")]
    elif READ in case.ends and found == list(PEOPLE):
        pass
    else:
        assert "rows" in case.ends
        assert set(found) < set(PEOPLE) or found == list(PEOPLE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts otherwise")
def test_millions_of_small_texts_take_little_memory_of_the_portal_too() -> None:
    content = packages.CASES["bomb_many_texts"].make()
    command = [sys.executable, "-c", MEASURE, str(ROOT)]
    done = subprocess.run(command, input=content, capture_output=True, check=True, timeout=60)
    assert int(done.stdout) < MOST_MEGABYTES
