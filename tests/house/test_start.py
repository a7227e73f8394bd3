"""start.py: what it decides and says before it starts anything large."""

import os
import re
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config import envfile as reader
from config.env import Environment
from launch import browser, checks, cli, envfile, packages, portal, venv
from launch.console import Stop
from tests.house.places import ROOT


def start(*arguments: str, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, ROOT / "start.py", *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_an_old_python_is_turned_away_in_two_languages() -> None:
    script = "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); runpy.run_path('start.py')"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "需要 Python 3.11 或更新的版本，现在是 3.9。请安装后再运行。\n"
        "Python 3.11 or newer is needed, this is 3.9. Please install it and try again.\n"
    )


def test_start_py_can_be_read_by_old_pythons() -> None:
    source = (ROOT / "start.py").read_text("utf-8")
    assert re.findall(r'\bf"|:=|\bmatch\b', source) == []


@pytest.mark.parametrize("port", ["0", "65536", "http", "8000.5", "８０００"])
def test_a_port_that_is_none_is_refused(port: str, tmp_path: Path) -> None:
    done = start("--port", port, cwd=tmp_path)
    assert done.returncode == 2
    assert f"“{port}”不是端口。请写 1 到 65535 之间的整数。" in done.stderr


def test_a_taken_port_is_told_in_a_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Stop, match=f"^端口 {port} 已被占用"):
            portal.check_port(port)
    portal.check_port(port)


def test_a_stop_ends_with_its_sentence_and_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", "/absent/chromium")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert cli.main(["--port", str(other.getsockname()[1])]) == 1
    assert capsys.readouterr().err.startswith("端口 ")


def test_a_fresh_env_file_satisfies_the_reader(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text(envfile.fresh(demo=False), "utf-8")
    values, faults = reader.read(path)
    assert faults == []
    env = Environment(tmp_path, {}, values)
    assert (len(env.secret("SECRET_KEY")), list(env.keys("FIELD_KEYS"))) == (86, ["k1"])
    assert (len(env.key("INDEX_KEY")), len(env.key("AUDIT_KEY"))) == (32, 32)
    assert env.hosts("ALLOWED_HOSTS") == ["127.0.0.1", "localhost"]
    assert env.flag("DEMO") is False
    env.finish()


def test_no_two_env_files_share_a_key() -> None:
    one, two = (
        set(re.findall(r"^\w+=(?:k1:)?(\S{40,})$", envfile.fresh(demo=True), re.MULTILINE)) for _ in "12"
    )
    assert (len(one), len(two), one & two) == (4, 4, set())


def test_an_env_file_is_for_its_owner_only_and_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    assert envfile.write_new(path, "A=1\n") is True
    assert envfile.write_new(path, "A=2\n") is False
    assert path.read_text("utf-8") == "A=1\n"
    assert [file.name for file in tmp_path.iterdir()] == [".env"]
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_database_whose_keys_are_gone_is_not_given_new_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "var" / "nuanliu.sqlite3"
    database.parent.mkdir()
    database.touch()
    monkeypatch.delenv("ENV_FILE")
    monkeypatch.setattr(envfile, "ROOT", tmp_path)
    monkeypatch.setattr(envfile, "FILE", tmp_path / ".env")
    monkeypatch.setattr(envfile, "DATABASE", database)
    with pytest.raises(Stop, match="新的密钥打不开旧数据"):
        envfile.ensure(demo=True)
    assert not (tmp_path / ".env").exists()


@pytest.mark.parametrize(
    ("variable", "text", "demo"),
    [
        (None, "DEMO=1\n", True),
        (None, "DEMO=0\n", False),
        (None, "", False),
        ("0", "DEMO=1\n", False),
        ("on", "", True),
    ],
)
def test_whether_it_is_a_demo(
    variable: str | None, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, demo: bool
) -> None:
    (tmp_path / ".env").write_text(text, "utf-8")
    monkeypatch.setattr(envfile, "FILE", tmp_path / ".env")
    monkeypatch.delenv("DEMO")
    if variable is not None:
        monkeypatch.setenv("DEMO", variable)
    assert envfile.is_demo() is demo


def test_a_changed_requirement_changes_the_fingerprint_of_the_file_that_includes_it(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("Django==5.2\n", "utf-8")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\npytest==9.2.0\n", "utf-8")
    before = packages.fingerprint(tmp_path / "requirements-dev.txt")
    assert packages.fingerprint(tmp_path / "requirements-dev.txt") == before
    (tmp_path / "requirements.txt").write_text("Django==5.2.1\n", "utf-8")
    assert packages.fingerprint(tmp_path / "requirements-dev.txt") != before


def optional(folder: Path, monkeypatch: pytest.MonkeyPatch, *, succeeds: list[str]) -> list[list[str]]:
    """Let pip install only what ``succeeds`` names; return the commands as they come."""
    (folder / "optional.txt").write_text("# Wanted.\ntypst==1.0\n# Nice.\nmpl-font==2.0\n", "utf-8")
    monkeypatch.setattr(packages, "ROOT", folder)
    monkeypatch.setattr(venv, "FOLDER", folder)
    monkeypatch.setattr(venv, "pip", lambda: ["pip"])
    commands: list[list[str]] = []

    def run(command: list[str]) -> bool:
        commands.append(command)
        return command[-1] in succeeds

    monkeypatch.setattr(packages, "run", run)
    return commands


def test_an_optional_package_that_cannot_be_had_is_said_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = optional(tmp_path, monkeypatch, succeeds=["mpl-font==2.0"])
    assert packages.ensure_optional("optional.txt") == ["typst==1.0"]
    assert "注意：typst==1.0 没有装上" in capsys.readouterr().out
    assert packages.ensure_optional("optional.txt") == ["typst==1.0"], "what failed is tried again"
    assert len(commands) == 4


def test_optional_packages_are_wheels_without_what_they_ask_for_and_installed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = optional(tmp_path, monkeypatch, succeeds=["typst==1.0", "mpl-font==2.0"])
    assert packages.ensure_optional("optional.txt") == []
    assert packages.ensure_optional("optional.txt") == []
    assert [command[-1] for command in commands] == ["typst==1.0", "mpl-font==2.0"]
    for command in commands:
        assert "--no-deps" in command
        assert command[command.index("--only-binary") + 1] == ":all:"


def test_a_named_browser_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/absent/chromium")
    with pytest.raises(Stop, match="/absent/chromium 不存在"):
        browser.find()


def test_the_summary_names_what_failed_and_repeats_the_last_words_of_pytest() -> None:
    results = checks.Results()
    results.add("ruff", passed=True, remark="0.1 s")
    closing = checks.closing_line(
        ["= FAILURES =", "\x1b[31m=== \x1b[1m1 failed\x1b[0m, 12 passed in 3.40s ===\x1b[0m", ""]
    )
    results.add("pytest", passed=False, remark=closing or "")
    results.add("浏览器", passed=None, remark="找不到")
    assert results.passed is False
    assert results.summary().splitlines() == [
        "",
        "── 汇总 ──",
        "通过  ruff  0.1 s",
        "失败  pytest  1 failed, 12 passed in 3.40s",
        "没跑  浏览器  找不到",
        "没有通过：pytest",
    ]


def test_what_could_not_be_run_is_said_and_fails_nothing() -> None:
    results = checks.Results()
    results.add("浏览器", passed=None, remark="找不到")
    assert results.passed is True
    assert results.summary().splitlines()[2:] == ["没跑  浏览器  找不到", "跑过的全部通过。"]
