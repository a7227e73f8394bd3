"""The docs name every command and every setting."""

from django.core.management import get_commands

from config import settings
from config.env import ELSEWHERE
from tests.house.places import rooms, texts


def handbook() -> str:
    return "\n".join(
        text
        for name, text in texts().items()
        if name == "README.md" or (name.startswith("docs/") and name.endswith(".md"))
    )


def test_every_command_is_in_the_docs() -> None:
    commands = {name for name, app in get_commands().items() if app in {"config", *rooms()}}
    assert sorted(name for name in commands if f"manage.py {name}" not in handbook()) == []


def test_every_setting_is_in_the_docs() -> None:
    names = settings.env.asked | ELSEWHERE | {"ENV_FILE"}
    assert sorted(name for name in names if f"`{name}`" not in handbook()) == []
