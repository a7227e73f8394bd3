"""requirements.txt, -dev and -optional: pinned, complete, each line with its reason."""

import re
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.places import ROOT

PINNED = re.compile(r"([A-Za-z0-9_.-]+)==[0-9][0-9A-Za-z.]*")


def packages(name: str) -> list[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-optional.txt"])
def test_each_package_is_pinned_and_has_its_reason(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    assert [line for line in packages(name) if not PINNED.fullmatch(line)] == []
    without = [line for line in packages(name) if not re.fullmatch(r"# .+\.", lines[lines.index(line) - 1])]
    assert without == []


def test_no_package_is_listed_twice() -> None:
    names = [
        line.partition("==")[0].lower()
        for name in ("", "-dev", "-optional")
        for line in packages(f"requirements{name}.txt")
    ]
    assert sorted(names) == sorted(set(names))


def test_what_the_packages_need_is_pinned_too() -> None:
    pinned = {canonicalize_name(line.partition("==")[0]) for line in packages("requirements.txt")}
    needed = {
        canonicalize_name(requirement.name)
        for name in pinned - {"tzdata"}
        for requirement in map(Requirement, requires(name) or ())
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    }
    assert needed - pinned == set()


@pytest.mark.parametrize("name", packages("requirements-optional.txt"))
def test_an_optional_package_brings_along_nothing_that_the_portal_uses(name: str) -> None:
    """It is installed without what it asks for, so nothing of the portal may need that, and no code may count on it."""
    module = name.partition("==")[0].replace("-", "_")
    importing = re.compile(rf"^(from|import) {module}\b", re.MULTILINE)
    own = [path for path in ROOT.glob("*/**/*.py") if "tests" not in path.parts and ".venv" not in path.parts]
    assert [path.name for path in own if importing.search(path.read_text("utf-8"))] == []
