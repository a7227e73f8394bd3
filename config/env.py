"""Strict readers of the environment and of the `.env` file beside manage.py.

    env = Environment.load(BASE_DIR)
    DEBUG = env.flag("DEBUG")
    SECRET_KEY = env.secret("SECRET_KEY")
    env.finish()

A variable of the environment wins over the file. An empty value counts as absent. A reader never stops at a bad value:
it notes the fault, gives back something of the right type and goes on, so that `finish` can name all faults at once.
`ENV_FILE` names another file to read; empty, it says that there is none.
"""

import base64
import binascii
import difflib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from config import envfile

FLAGS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}
KEY_BYTES = 32
# Below this Django's own check (security.W009) calls a SECRET_KEY weak.
SECRET_LENGTH = 50
ENGINES = {"sqlite": "django.db.backends.sqlite3", "postgres": "django.db.backends.postgresql"}
# Read by the tests, allowed to stand in .env.
ELSEWHERE = frozenset({"TEST_DATABASE_URL", "CHROMIUM"})
HOST = re.compile(r"\*|\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]")
ORIGIN = re.compile(r"https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?|https?://\[[0-9A-Fa-f:.]+\](:\d{1,5})?")


class Misconfigured(ImproperlyConfigured):
    """The settings cannot be used; `faults` holds one Chinese sentence for each reason."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        lines = "".join(f"\n  - {fault}" for fault in self.faults)
        super().__init__(f"配置有 {len(self.faults)} 处问题，程序没有启动：{lines}")


class Environment:
    """The settings as given, the names that were asked for, and the faults found on the way."""

    def __init__(
        self, root: Path, variables: Mapping[str, str], file: Mapping[str, str] | None = None
    ) -> None:
        """Take `variables` (the environment) over `file`; a relative path in a value starts at `root`."""
        self.root = root
        self.faults: list[str] = []
        self.asked: set[str] = set()
        self._file = dict(file or {})
        self._values = {**self._file, **variables}
        self._owners: dict[bytes, str] = {}

    @classmethod
    def load(cls, root: Path) -> Self:
        """Read the process's environment and the file that `ENV_FILE` names, else `.env` in `root` if there is one."""
        named = os.environ.get("ENV_FILE")
        path = root / (".env" if named is None else named)
        wanted = path.exists() if named is None else bool(named)
        file, faults = envfile.read(path) if wanted else ({}, [])
        environment = cls(root, os.environ, file)
        environment.faults.extend(faults)
        return environment

    def finish(self) -> None:
        """Raise `Misconfigured` with all faults: those of the readers, and names in the file that nobody asked for."""
        known = self.asked | ELSEWHERE
        faults = self.faults + [_unknown(name, known) for name in sorted(self._file.keys() - known)]
        if faults:
            raise Misconfigured(faults)

    def text(self, name: str, default: str | None = None) -> str:
        """Return the value as it stands, blanks around it removed. Without `default` it must be given."""
        self.asked.add(name)
        value = self._values.get(name, "").strip()
        if value or default is not None:
            return value or default or ""
        self._fault(
            name,
            "没有设置。请写进 .env 或环境变量；还没有 .env 时，python3 start.py --setup-only 会生成一份。",
        )
        return ""

    def secret(self, name: str) -> str:
        """Return a secret of at least `SECRET_LENGTH` characters."""
        value = self.text(name)
        if value and len(value) < SECRET_LENGTH:
            self._fault(name, f"太短，容易被猜到。请换成至少 {SECRET_LENGTH} 个随机字符。")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return whether the switch is on."""
        value = self.text(name, "")
        known = FLAGS.get(value.lower()) if value else default
        if known is None:
            self._fault(name, f"的值“{value}”看不懂。开写 1、true、yes 或 on，关写 0、false、no 或 off。")
        return bool(known)

    def integer(self, name: str, default: int, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`, both included."""
        value = self.text(name, str(default))
        if re.fullmatch(r"[0-9]{1,9}", value) and least <= int(value) <= most:
            return int(value)
        self._fault(name, f"的值“{value}”不对。请写 {least} 到 {most} 之间的整数。")
        return default

    def names(self, name: str) -> list[str]:
        """Return the parts of a list written with commas, in order, empty parts left out."""
        return [part.strip() for part in self.text(name, "").split(",") if part.strip()]

    def hosts(self, name: str) -> list[str]:
        """Return host names or addresses, written without scheme, port or path."""
        return self._matching(name, HOST, "只写主机名，不带 http://、端口和路径，例如 nuanliu.example.cn")

    def origins(self, name: str) -> list[str]:
        """Return web origins: scheme, host, and the port where it is not the usual one."""
        return self._matching(
            name, ORIGIN, "要带 http:// 或 https://，不带路径，例如 https://nuanliu.example.cn"
        )

    def path(self, name: str, default: str) -> Path | None:
        """Return a path, made absolute; None if neither a value nor a default says one."""
        value = self.text(name, default)
        return self.root / value if value else None

    def key(self, name: str) -> bytes:
        """Return a key of 32 bytes that was written as base64."""
        value = self.text(name)
        return self._decoded(name, value) if value else b""

    def keys(self, name: str) -> dict[str, bytes]:
        """Return the key ring `id:base64,id2:base64`; the first is the current one, the others can still decrypt."""
        ring: dict[str, bytes] = {}
        for number, part in enumerate(self.text(name).split(","), start=1):
            label, colon, value = part.strip().partition(":")
            if not part.strip():
                continue
            if not colon or not re.fullmatch(r"[a-z0-9]{1,8}", label):
                self._fault(
                    name, f"第 {number} 把密钥的写法不对。请写成 编号:密钥，编号是 1 到 8 个小写字母或数字。"
                )
            elif label in ring:
                self._fault(name, f"里编号 {label} 用了两次。请给每把密钥不同的编号。")
            else:
                ring[label] = self._decoded(name, value)
        return ring

    def database(self, name: str, default: str) -> dj_database_url.DBConfig:
        """Return Django's description of the database behind a URL (SQLite or PostgreSQL)."""
        try:
            config = dj_database_url.parse(self.text(name, default))
        except ValueError:
            config = {}
        if config.get("ENGINE") not in ENGINES.values() or not config.get("NAME"):
            self._fault(
                name,
                "不是可用的数据库地址。请写 sqlite:///var/nuanliu.sqlite3 或 postgres://用户:密码@主机:5432/库名；"
                "密码里的特殊符号要写成 %XX。",
            )
            return {"ENGINE": ENGINES["sqlite"], "NAME": ":memory:"}
        if config["ENGINE"] == ENGINES["sqlite"] and config["NAME"] != ":memory:":
            config["NAME"] = str(self.root / config["NAME"])
        return config

    def _matching(self, name: str, pattern: re.Pattern[str], advice: str) -> list[str]:
        found = self.names(name)
        for part in found:
            if not pattern.fullmatch(part):
                self._fault(name, f"里的“{part}”不对。{advice}。")
        return found

    def _decoded(self, name: str, value: str) -> bytes:
        """Return the bytes of a key, which must not already serve under another name."""
        try:
            key = base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != KEY_BYTES:
            self._fault(name, f"里的密钥不是 base64 写成的 {KEY_BYTES} 字节。请核对是否复制完整。")
        elif key in self._owners:
            self._fault(name, f"与 {self._owners[key]} 用了同一把密钥。请为每个用途生成不同的密钥。")
        else:
            self._owners[key] = name
        return key

    def _fault(self, name: str, sentence: str) -> None:
        self.faults.append(f"{name} {sentence}")


def _unknown(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), 1)
    hint = f"是不是 {close[0]}？请改正" if close else "请核对名称"
    return f".env 里的 {name} 不是本程序的配置项。{hint}，或删去这一行。"
