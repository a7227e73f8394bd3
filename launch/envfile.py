"""The `.env` of a fresh deployment: random keys that nobody else has."""

import base64
import contextlib
import os
import re
import secrets
from pathlib import Path

from launch import ROOT
from launch.console import Stop, say

FILE = ROOT / ".env"
DATABASE = ROOT / "var" / "nuanliu.sqlite3"
TEXT = """\
# 本机的配置。里面有密钥：不要发给别人，不要提交到版本库，请与数据分开备份。
# 丢了 FIELD_KEYS 和 INDEX_KEY，库里的身份证号、电话就再也读不出来。
# 全部配置项见 docs 文件夹里的运维手册。

SECRET_KEY={secret}
FIELD_KEYS=k1:{field}
INDEX_KEY={index}
AUDIT_KEY={audit}
ALLOWED_HOSTS=127.0.0.1,localhost
# 1：可以装入演示数据和演示帐号。正式使用时必须是 0。
DEMO={demo:d}
"""


def ensure(*, demo: bool) -> bool:
    """Write `.env` unless there is one; return whether it was written.

    Raises `Stop` where a database exists without its `.env`: with fresh keys its personal data could not be read.
    """
    if FILE.exists() or os.environ.get("ENV_FILE") is not None:
        return False
    if DATABASE.exists():
        raise Stop(
            f"数据库 {DATABASE.relative_to(ROOT)} 还在，但 .env 不见了。新的密钥打不开旧数据。\n"
            "请从备份恢复 .env；确实要重新开始，就先把 var 文件夹移走。"
        )
    if not write_new(FILE, fresh(demo=demo)):
        return False
    say("已生成 .env，里面是本机专用的密钥。")
    return True


def fresh(*, demo: bool) -> str:
    """Return the text of a new `.env`."""
    field, index, audit = (base64.b64encode(secrets.token_bytes(32)).decode() for _ in range(3))
    return TEXT.format(secret=secrets.token_urlsafe(64), field=field, index=index, audit=audit, demo=demo)


def write_new(path: Path, text: str) -> bool:
    """Put `text` at `path`, readable by its owner only; return False, and touch nothing, if a file is there.

    The file appears whole or not at all: it is written beside and then linked to its name.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _name(draft, path)
    except FileExistsError:
        return False
    except OSError as error:
        raise Stop(f"写不了 {path}：{error.strerror}。请检查文件夹的权限和磁盘空间。") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
    return True


def _name(draft: Path, path: Path) -> None:
    """Give the file `draft` the name `path`; raise `FileExistsError` rather than replace one."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links (exFAT). Two launchers in the same instant is all that this way cannot tell apart.
        if path.exists():
            raise FileExistsError(path) from None
        draft.rename(path)


def is_demo() -> bool:
    """Return whether the deployment is a demo one: the environment says so, else `.env`."""
    said = os.environ.get("DEMO")
    if said is None and FILE.exists():
        lines = re.findall(r"^\s*DEMO\s*=\s*(\w*)", FILE.read_text("utf-8-sig"), re.MULTILINE)
        said = lines[-1] if lines else None
    return (said or "").lower() in {"1", "true", "yes", "on"}
