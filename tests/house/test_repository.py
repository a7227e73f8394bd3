"""What stands nowhere in the repository."""

import re

from tests.house.places import texts

# Whoever installs chooses the registry; our files name none. Patterns are broken so that they do not find themselves.
REGISTRIES = re.compile(
    r"pypi[.]|python[h]osted|npm[j]s|tsinghu[a]|mirrors?[.]|huggingface[.]|unpkg[.]|jsdeliv[r]"
)
MACHINES = re.compile(r"(?<![\w.])/(?:work|root|home)[/]\w|/tmp[/]venv|[.][.]/shared|[.][.]/[.][.]/shared")
SECRETS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE [K]EY|^SECRET_KEY=\w{50}", re.MULTILINE)
UNDONE = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X])\b")


def finds(pattern: re.Pattern[str]) -> list[str]:
    return [f"{name}: {found[0]}" for name, text in texts().items() if (found := pattern.search(text))]


def test_no_registry_is_named() -> None:
    assert finds(REGISTRIES) == []


def test_no_path_of_one_machine_is_named() -> None:
    assert finds(MACHINES) == []


def test_no_secret_is_kept() -> None:
    assert finds(SECRETS) == []
    assert [name for name in texts() if name.split("/")[-1].startswith(".env")] == []


def test_nothing_is_left_undone() -> None:
    assert finds(UNDONE) == []


def test_files_end_with_one_line_end_and_use_lf() -> None:
    text = {name: content for name, content in texts().items() if not name.startswith("tests/data/")}
    assert [name for name, content in text.items() if "\r" in content] == []
    assert [name for name, content in text.items() if content and not content.endswith("\n")] == []


def test_templates_have_no_inline_script_style_or_handler() -> None:
    inline = re.compile(r"<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
    pages = {name: text for name, text in texts().items() if name.endswith(".html")}
    assert [f"{name}: {found[0]}" for name, text in pages.items() if (found := inline.search(text))] == []
