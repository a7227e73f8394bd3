"""Debian's and Ubuntu's packages, where we may install them."""

import os
import shutil

from launch.console import run, say


def may_install() -> bool:
    """Return whether this is root on a system with apt-get."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> bool:
    """Install packages of the system; return whether that worked. Only where `may_install`."""
    say(f"正在安装系统软件包：{'、'.join(packages)} …")
    quietly = {"DEBIAN_FRONTEND": "noninteractive"}
    return run(["apt-get", "-qq", "update"], quietly) and run(
        ["apt-get", "-qq", "-y", "--no-install-recommends", "install", *packages], quietly
    )
