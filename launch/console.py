"""Speaking to the person at the terminal, and running other programs for them."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from launch import ROOT

Command = Sequence[str | Path]


class Stop(Exception):
    """The launcher cannot go on; the message says what is wrong and what to do."""


def speak_utf8() -> None:
    """Let Chinese through whatever the console's own encoding is, and keep the order with what children print."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)


def say(sentence: str) -> None:
    print(sentence, flush=True)


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for a child: ours, UTF-8 whatever the console, pip never outside `.venv`."""
    return {
        **os.environ,
        "PYTHONUTF8": "1",
        "PIP_USER": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        **(extra or {}),
    }


def run(command: Command, extra: Mapping[str, str] | None = None) -> bool:
    """Run a program in the repository, its output on the terminal; return whether it succeeded."""
    return subprocess.run(command, cwd=ROOT, env=environment(extra), check=False).returncode == 0


def succeeds(command: Command) -> bool:
    """Run a program without showing its output; return whether it could be started and succeeded."""
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def follow(command: Command, extra: Mapping[str, str] | None = None) -> tuple[bool, list[str]]:
    """Run a program, its output on the terminal as it comes; return whether it succeeded, and its lines."""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as child:
        lines: list[str] = []
        for line in child.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip())
    return child.returncode == 0, lines
