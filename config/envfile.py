"""The `.env` file: name and value pairs, and what is wrong with its lines.

Parsing is python-dotenv's. Its own reader skips a line that it does not understand with a log message; here such a line
is a fault, because a setting that silently does not count is worse than a server that does not start.
"""

import io
import re
from pathlib import Path

from dotenv.parser import Binding, parse_stream

NAME = re.compile(r"[A-Z][A-Z0-9_]*")


def read(path: Path) -> tuple[dict[str, str], list[str]]:
    """Return the settings in the file at `path`, and one Chinese sentence for each line that cannot be used.

    A sentence names the line by its number, never by its text: the text may hold a secret.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return {}, [f"配置文件 {path} 打不开({error.strerror})。请检查文件是否存在、当前用户能否读取。"]
    except UnicodeDecodeError:
        return {}, [f"配置文件 {path} 不是 UTF-8 编码。请用记事本另存为 UTF-8。"]
    values: dict[str, str] = {}
    faults: list[str] = []
    for binding in parse_stream(io.StringIO(text)):
        fault = _fault(binding, values)
        if fault:
            faults.append(f"配置文件 {path.name} {_place(binding)}{fault}")
        elif binding.key is not None:
            values[binding.key] = binding.value or ""
    return values, faults


def _place(binding: Binding) -> str:
    """Say on which line the text of `binding` stands, the empty lines before it left out."""
    blank = binding.original.string[: -len(binding.original.string.lstrip())]
    return f"第 {binding.original.line + blank.count(chr(10))} 行"


def _fault(binding: Binding, seen: dict[str, str]) -> str | None:
    if binding.error:
        return "看不懂。请写成 名称=值，引号要成对。"
    if binding.key is None:
        return None
    if not NAME.fullmatch(binding.key):
        return "的名称不对。名称只能用大写字母、数字和下划线。"
    if binding.value is None:
        return f"只有名称 {binding.key}，没有等号。请写成 {binding.key}=值。"
    if binding.key in seen:
        return f"又写了一次 {binding.key}。同一个名称只能写一行，请删去多余的一行。"
    return None
