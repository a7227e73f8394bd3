"""Every check and every test, one after the other, with a summary at the end."""

import base64
import os
import re
import secrets
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from launch import browser, packages, venv
from launch.console import follow, say

CLOSING = re.compile(r"=+ (.*\bin [\d.]+s.*?) =+")
COLOURS = re.compile(r"\x1b\[[\d;]*m")
MOST_WORKERS = 8
WORDS = {True: "通过", False: "失败", None: "没跑"}


@dataclass
class Results:
    """What each step came to, in order: its name, whether it passed (None: it could not be run), a remark."""

    steps: list[tuple[str, bool | None, str]] = field(default_factory=list)

    def add(self, name: str, *, passed: bool | None, remark: str = "") -> None:
        self.steps.append((name, passed, remark))

    def step(self, name: str, module: str, *arguments: str, extra: Mapping[str, str] | None = None) -> None:
        """Run `python -m module arguments` of `.venv` and note how it went."""
        say(f"\n── {name} ──")
        start = time.monotonic()
        passed, lines = follow([venv.PYTHON, "-X", "utf8", *_command(module), *arguments], extra)
        closing = closing_line(lines)
        self.add(name, passed=passed, remark=closing or f"{time.monotonic() - start:.1f} s")
        say(f"{WORDS[passed]}：{name}")

    def summary(self) -> str:
        """Return a line for each step, and what they come to."""
        lines = [f"{WORDS[passed]}  {name}  {remark}".rstrip() for name, passed, remark in self.steps]
        failed = [name for name, passed, _ in self.steps if passed is False]
        complete = all(passed is not None for _, passed, _ in self.steps)
        praise = "全部通过。" if complete else "跑过的全部通过。"
        ending = f"没有通过：{'、'.join(failed)}" if failed else praise
        return "\n".join(["", "── 汇总 ──", *lines, ending])

    @property
    def passed(self) -> bool:
        return all(passed is not False for _, passed, _ in self.steps)


def run_all() -> int:
    """Install what the tests need, run everything, return the exit code."""
    results = Results()
    _prepare(results)
    with tempfile.TemporaryDirectory(prefix="nuanliu-checks-") as folder:
        _check_code(results, production(Path(folder)))
    chromium = _find_browser(results)
    # Who has nothing left takes tests from others: a few walk through every page and take the longest.
    workers = (f"--numprocesses={min(os.cpu_count() or 1, MOST_WORKERS)}", "--dist=worksteal")
    results.step("pytest（SQLite）", "pytest", *workers, extra=chromium)
    if os.environ.get("TEST_DATABASE_URL"):
        results.step("pytest（PostgreSQL）", "pytest", *workers, "--database=postgres", extra=chromium)
    else:
        remark = "没有设置 TEST_DATABASE_URL，测试只在 SQLite 上跑过，没有在 PostgreSQL 上跑。"
        results.add("pytest（PostgreSQL）", passed=False if in_ci() else None, remark=remark)
    say(results.summary())
    return 0 if results.passed else 1


def run_pytest(arguments: list[str]) -> int:
    """Run pytest alone with the arguments given; return the exit code."""
    results = Results()
    _prepare(results)
    results.step("pytest", "pytest", *arguments, extra=_find_browser(results))
    return 0 if results.passed else 1


def in_ci() -> bool:
    """Return whether what cannot be tested counts as failed."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def production(folder: Path) -> dict[str, str]:
    """Return the environment of a deployment as it should be, its data in `folder`, its keys thrown away after."""
    field_key, index_key, audit_key = (base64.b64encode(secrets.token_bytes(32)).decode() for _ in range(3))
    return {
        "ENV_FILE": "",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "FIELD_KEYS": f"k1:{field_key}",
        "INDEX_KEY": index_key,
        "AUDIT_KEY": audit_key,
        "DATABASE_URL": f"sqlite:///{folder.as_posix()}/checks.sqlite3",
        "ALLOWED_HOSTS": "nuanliu.example.cn",
        "CSRF_TRUSTED_ORIGINS": "https://nuanliu.example.cn",
        "DEBUG": "0",
        "DEMO": "0",
        "HTTPS": "1",
        "BEHIND_PROXY": "1",
    }


def closing_line(lines: list[str]) -> str | None:
    """Return pytest's own last words ("12 passed in 3.4s") among the lines that it printed."""
    for line in reversed(lines):
        if found := CLOSING.fullmatch(COLOURS.sub("", line)):
            return found[1]
    return None


def _prepare(results: Results) -> None:
    """Install what the tests need; without an optional package its tests are skipped, aloud."""
    venv.ensure()
    packages.ensure("requirements-dev.txt")
    if missing := packages.ensure_optional("requirements-optional.txt"):
        remark = f"{'、'.join(missing)} 没有装上，PDF 的测试跳过。"
        results.add("可有可无的软件包", passed=False if in_ci() else None, remark=remark)


def _check_code(results: Results, settings: Mapping[str, str]) -> None:
    results.step("ruff", "ruff", "check", "--output-format=concise")
    results.step("ruff format", "ruff", "format", "--check", "--output-format=concise")
    results.step("mypy", "mypy", extra=settings)
    results.step("import-linter", "importlinter")
    results.step("djlint", "djlint", "--lint", "--quiet", ".")
    results.step("makemigrations", "manage.py", "makemigrations", "--check", "--dry-run", extra=settings)
    results.step(
        "check --deploy", "manage.py", "check", "--deploy", "--fail-level", "WARNING", extra=settings
    )


def _command(module: str) -> list[str]:
    """Return how to start a module; never by its script, whose first line breaks where the path has a blank."""
    if module == "manage.py":
        return [module]
    if module == "importlinter":
        return ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    return ["-m", module]


def _find_browser(results: Results) -> dict[str, str]:
    """Return the variable that tells pytest its browser; without one the browser tests are skipped, aloud."""
    found = browser.find_or_install()
    if found is not None:
        return {"CHROMIUM": str(found)}
    remark = "找不到 Chromium、Chrome 或 Edge，浏览器测试全部跳过。请安装一个，或用 CHROMIUM 指出它的路径。"
    say(f"\n注意：{remark}")
    results.add("浏览器", passed=False if in_ci() else None, remark=remark)
    return {}
