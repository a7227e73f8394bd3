"""A Chromium for the browser tests: the one that `CHROMIUM` names, one on this machine, or Debian's."""

import os
import shutil
from pathlib import Path

from launch import apt
from launch.console import Stop

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)
# Where Windows and macOS keep them, outside PATH; the first part is a variable of the environment.
PLACES = (
    ("PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
    ("PROGRAMFILES(X86)", "Google/Chrome/Application/chrome.exe"),
    ("LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
    ("PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
    ("PROGRAMFILES", "Microsoft/Edge/Application/msedge.exe"),
    ("", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    ("", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
)


def find() -> Path | None:
    """Return the program to start, or None; raise `Stop` if `CHROMIUM` names a file that is not there."""
    named = os.environ.get("CHROMIUM")
    if named:
        path = Path(shutil.which(named) or named)
        if not path.is_file():
            raise Stop(f"CHROMIUM 指的浏览器 {named} 不存在。请改正，或去掉这个变量。")
        return path
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    for variable, place in PLACES:
        path = Path(os.environ.get(variable, "") if variable else "", place)
        if path.is_absolute() and path.is_file():
            return path
    return None


def find_or_install() -> Path | None:
    """Return a browser, installed now with Chinese fonts if there is none and we may; else None."""
    found = find()
    if found is None and apt.may_install() and apt.install("chromium", "fonts-noto-cjk"):
        found = find()
    return found
