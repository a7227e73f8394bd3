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
    if _is(stamp, wanted):
        return
    say(f"正在安装 {name} 里的软件包，第一次需要几分钟 …")
    pip = venv.pip()
    if pip is None or not run([*pip, "install", "--quiet", "--progress-bar", "off", "-r", ROOT / name]):
        raise Stop(
            f"{name} 没有装好。请检查网络后再运行一次；网络慢时可先用 pip config set global.index-url 设置镜像。\n"
            "装到一半的内容不会丢，再次运行会接着装。"
        )
    stamp.write_text(wanted, "ascii")


def ensure_optional(name: str) -> list[str]:
    """Install what `name` lists, each by itself, unless that was done already; say and return what cannot be had.

    Only ready-made wheels and nothing that they ask for: an office's machine has no compiler, and `ensure` has
    installed all that the portal needs. What failed is tried again at the next start.
    """
    wanted = fingerprint(ROOT / name)
    stamp = venv.FOLDER / f".installed-{name}"
    if _is(stamp, wanted):
        return []
    say(f"正在安装 {name} 里可有可无的软件包 …")
    failed = [each for each in listed(ROOT / name) if not _install_wheel(each)]
    if failed:
        say(
            f"注意：{'、'.join(failed)} 没有装上（网络不通，或这台机器没有现成的安装包）。暖流照常运行，"
            "只是不能导出 PDF 或缺少备用的中文字体；下次启动会再试。"
        )
    else:
        stamp.write_text(wanted, "ascii")
    return failed


def listed(path: Path) -> list[str]:
    """Return the packages of a requirements file as they are written."""
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def _install_wheel(package: str) -> bool:
    pip = venv.pip()
    quietly = ["--quiet", "--progress-bar", "off", "--retries", "1"]
    wheels = ["--no-deps", "--only-binary", ":all:"]
    return pip is not None and run([*pip, "install", *quietly, *wheels, package])


def _is(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text("ascii") == wanted


def fingerprint(path: Path) -> str:
    """Return a hash over a requirements file and those that it includes with `-r`."""
    text = path.read_text("utf-8")
    included = [fingerprint(path.parent / name) for name in re.findall(r"^-r\s+(\S+)", text, re.MULTILINE)]
    return hashlib.sha256("\n".join([text, *included]).encode()).hexdigest()
