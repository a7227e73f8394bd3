"""The virtual environment `.venv`, made with whatever this machine offers.

A bare Debian or Ubuntu has Python without ensurepip, often without pip. Ways are tried from the plain to the unusual.
"""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from launch import ROOT, apt
from launch.console import Command, Stop, say, succeeds

FOLDER = ROOT / ".venv"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# Debian keeps pip for its own virtualenv here.
WHEELS = Path("/usr/share/python-wheels")
USABLE = "import sys; sys.exit(sys.version_info < (3, 11))"


def ensure() -> None:
    """Make `.venv` unless a usable one is there; raise `Stop` where no way works."""
    if succeeds([PYTHON, "-c", USABLE]) and pip() is not None:
        return
    say("正在创建虚拟环境 .venv …")
    for way in (_with_ensurepip, _with_pip_from_outside, _with_virtualenv, _with_system_packages):
        shutil.rmtree(FOLDER, ignore_errors=True)
        if way():
            return
    shutil.rmtree(FOLDER, ignore_errors=True)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    raise Stop(
        "创建不了虚拟环境：这台机器的 Python 缺少 venv 或 pip。\n"
        f"Debian、Ubuntu 请运行：sudo apt install python3-venv（或 python{version}-venv），然后再运行一次。\n"
        "其他系统请安装带 pip 的 Python 3.11 或更新的版本。"
    )


def pip() -> Command | None:
    """Return the start of a command that installs into `.venv`, or None if nothing here can."""
    if succeeds([PYTHON, "-m", "pip", "--version"]):
        return [PYTHON, "-m", "pip"]
    # Since pip 22.3 the pip of one Python installs for another.
    outside: Command = [sys.executable, "-m", "pip", "--python", PYTHON]
    if succeeds([*outside, "--version"]):
        return outside
    for wheel in sorted(WHEELS.glob("pip-*.whl")):
        # A wheel is a zip file that Python can import from.
        packed: Command = [PYTHON, wheel / "pip"]
        if succeeds([*packed, "--version"]):
            return packed
    return None


def _with_ensurepip() -> bool:
    return succeeds([sys.executable, "-m", "venv", FOLDER]) and pip() is not None


def _with_pip_from_outside() -> bool:
    return succeeds([sys.executable, "-m", "venv", "--without-pip", FOLDER]) and pip() is not None


def _with_virtualenv() -> bool:
    if importlib.util.find_spec("virtualenv") is None:
        return False
    return succeeds([sys.executable, "-m", "virtualenv", FOLDER]) and pip() is not None


def _with_system_packages() -> bool:
    """Install Debian's venv for Debian's own Python; another Python is not helped by it."""
    own = Path(sys.executable).resolve().parent == Path("/usr/bin")
    return own and apt.may_install() and apt.install("python3-venv") and _with_ensurepip()
