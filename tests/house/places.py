"""Where the house keeps its things."""

import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
IGNORED = {".git", ".venv", "var", "__pycache__"}


@cache
def files() -> tuple[Path, ...]:
    """Return the files of the repository: what git tracks or would track; without git, all but what tools made."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        found = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not IGNORED & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


@cache
def texts() -> dict[str, str]:
    """Return the repository's text files by their path in it."""
    found = {}
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content:
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8", "replace")
    return found


@cache
def project() -> dict[str, Any]:
    """Return what stands in pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@cache
def rooms() -> tuple[str, ...]:
    """Return the apps of the house: the folders with an apps.py, but for `config`, which stands above the rooms."""
    return tuple(sorted({path.parent.name for path in ROOT.glob("*/apps.py")} - {"config"}))
