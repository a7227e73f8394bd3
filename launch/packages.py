"""The packages of a requirements file, installed into `.venv` only when the file has changed."""

import hashlib
import re
from pathlib import Path

from launch import ROOT, venv
from launch.console import Stop, run, say


def ensure(name: str) -> None:
    """Install what `name` lists, unless that was done already; raise `Stop` if pip cannot.

    The stamp is written last and lives in `.venv`: an interrupted installation, or a new `.venv`, starts again.
    """
    wanted = fingerprint(ROOT / name)
    stamp = venv.FOLDER / f".installed-{name}"
    if stamp.exists() and stamp.read_text("ascii") == wanted:
        return
    say(f"正在安装 {name} 里的软件包，第一次需要几分钟 …")
    pip = venv.pip()
    if pip is None or not run([*pip, "install", "--quiet", "--progress-bar", "off", "-r", ROOT / name]):
        raise Stop(
            f"{name} 没有装好。请检查网络后再运行一次；网络慢时可先用 pip config set global.index-url 设置镜像。\n"
            "装到一半的内容不会丢，再次运行会接着装。"
        )
    stamp.write_text(wanted, "ascii")


def fingerprint(path: Path) -> str:
    """Return a hash over a requirements file and those that it includes with `-r`."""
    text = path.read_text("utf-8")
    included = [fingerprint(path.parent / name) for name in re.findall(r"^-r\s+(\S+)", text, re.MULTILINE)]
    return hashlib.sha256("\n".join([text, *included]).encode()).hexdigest()
