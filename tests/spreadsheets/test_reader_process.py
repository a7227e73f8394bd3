"""The reading process dies, hangs, floods or lies: the parent answers with a sentence and stays whole."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadsheets.reader import DEFAULT_LIMITS, FileRefused, process, read_book, wire
from spreadsheets.reader.answer import KINDS, LIES, Answer
from spreadsheets.reader.refusal import SENTENCES, refused
from tests.spreadsheets.raw_xlsx import raw_xlsx, sheet_of

ROOT = Path(__file__).parents[2]
QUICK = replace(DEFAULT_LIMITS, wall_seconds=1, wall_seconds_per_megabyte=0)


def refusal(boot: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Start another program in place of the reader, as a file could that has taken it over."""
    monkeypatch.setattr(process, "BOOT", boot)
    started = time.monotonic()
    with pytest.raises(FileRefused) as caught:
        read_book(b"x" * 1_000_000, limits=QUICK)
    assert time.monotonic() - started < 10
    assert caught.value.message == SENTENCES[caught.value.code]
    return caught.value.code


@pytest.mark.parametrize(
    ("boot", "code"),
    [
        ("raise SystemExit", "reader_died"),
        ("import os; os.abort()", "reader_died"),
        ("import os; os.kill(0, 9)", "reader_died"),
        ("import sys; sys.stdout.write('x' * 99)", "reader_died"),
        ("import os\nwhile True: os.write(1, b'x' * 65536)", "reader_died"),
        ("import os\nwhile True: os.write(1, b'S\\2\\0\\0\\0[]')", "reader_died"),
        ("import time; time.sleep(60)", "reader_timeout"),
        ("import sys, time; sys.stdin.read(); time.sleep(60)", "reader_timeout"),
        ("import os\nif os.fork(): os._exit(0)\nimport time; time.sleep(60)", "reader_timeout"),
    ],
)
def test_a_reader_that_went_wrong(boot: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(boot, monkeypatch) == code


def test_the_reader_is_not_given_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELD_KEYS", "secret")
    boot = "import os, struct, json; b = json.dumps([' '.join(os.environ), False]).encode(); "
    boot += "os.write(1, struct.pack('<cI', b'S', len(b)) + b + struct.pack('<cI', b'B', 5) + b'\"csv\"')"
    monkeypatch.setattr(process, "BOOT", boot)
    assert set(read_book(b"x").sheets[0].name.split()) <= {"SYSTEMROOT", "LC_CTYPE"}


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of other systems differ")
@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/passwd')",
        "open('/tmp/nuanliu-out', 'w')",
        "__import__('socket').socket()",
        "os.system('true')",
        "os.listdir('/')",
        "os.fork()",
        "bytearray(1 << 30)",
        "os.write(os.memfd_create('x'), b'x')",
        "__import__('subprocess').run(['true'])",
        "exec('while True: pass')",
        "os.kill(os.getppid(), 0)",
        "os.execv('/bin/true', ['true'])",
        "os.unlink('/tmp/nuanliu-none')",
        "os.rename('/tmp/a', '/tmp/b')",
        "os.mkdir('/tmp/nuanliu-none')",
        "os.chmod('/tmp', 0o777)",
        "__import__('ctypes').CDLL(None)",
        "__import__('_socket').socket()",
        "os.pipe()",
        "os.dup(1)",
        "socket.getaddrinfo('localhost', 1)",
        "open(os.open('/etc/passwd', 0))",
    ],
)
def test_the_doors_are_closed(attempt: str) -> None:
    program = (
        "import os, sys, socket, subprocess, signal; sys.path.insert(0, sys.argv[1]); "
        "signal.signal(signal.SIGXFSZ, signal.SIG_DFL); "
        "from spreadsheets.reader.sandbox import close_doors; from spreadsheets.reader.limits import Limits; "
        f"close_doors(Limits(cpu_seconds=1), 0); {attempt}; os.write(1, b'done')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT)], capture_output=True, timeout=60, check=False
    )
    assert done.stdout == b""
    assert done.returncode != 0


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of other systems differ")
@pytest.mark.parametrize(
    "call",
    [
        "open(b'/etc/passwd', 0)",
        "open(b'/tmp/nuanliu-none', 0o101, 0o600)",
        "socket(2, 1, 0)",
        "dup(1)",
        "memfd_create(b'x', 0)",
        "eventfd(0, 0)",
        "epoll_create1(0)",
    ],
)
def test_the_system_itself_gives_the_reader_nothing(call: str) -> None:
    """Past Python and its hooks, as code would call that a file has smuggled into a parser."""
    program = (
        "import ctypes, os, sys; sys.path.insert(0, sys.argv[1]); libc = ctypes.CDLL(None, use_errno=True); "
        f"libc.{call.partition('(')[0]}; "
        "from spreadsheets.reader.sandbox import close_doors; from spreadsheets.reader.limits import Limits; "
        f"close_doors(Limits(), 0); os.write(1, str(libc.{call}).encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT)], capture_output=True, timeout=60, check=False
    )
    assert done.stdout == b"-1"


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of other systems differ")
def test_the_reader_has_nothing_open_but_its_three_pipes(monkeypatch: pytest.MonkeyPatch) -> None:
    boot = (
        "import os, struct, json; b = json.dumps([' '.join(os.listdir('/proc/self/fd')), False]).encode(); "
    )
    boot += "os.write(1, struct.pack('<cI', b'S', len(b)) + b + struct.pack('<cI', b'B', 5) + b'\"csv\"')"
    monkeypatch.setattr(process, "BOOT", boot)
    with Path(__file__).open(encoding="utf-8"):
        listed = read_book(b"x").sheets[0].name.split()
    assert sorted(map(int, listed))[:3] == [0, 1, 2]
    assert len(listed) == 4  # the fourth is the list itself


def test_a_file_may_not_cost_more_processor_time_than_its_size_allows() -> None:
    cells = "<!-- -->" + "<c><v>1</v></c>" * 20  # a comment keeps the quick pattern off
    rows = "".join(f'<row r="{row}">{cells}</row>' for row in range(1, 40_000))
    limits = replace(DEFAULT_LIMITS, cpu_seconds=1, cpu_seconds_per_megabyte=0)
    with pytest.raises(FileRefused) as caught:
        read_book(raw_xlsx(sheet_of(rows)), limits=limits)
    assert caught.value.code == "reader_timeout"


def frame(kind: bytes, body: bytes) -> bytes:
    return wire.HEADER.pack(kind, len(body)) + body


@given(
    st.lists(
        st.tuples(
            st.sampled_from([b"T", b"V", b"S", b"R", b"E", b"B", b"X", b"?"]),
            st.binary(max_size=40)
            | st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
                st.lists,
                max_leaves=8,
            ).map(lambda value: json.dumps(value).encode()),
        ),
        max_size=6,
    )
)
def test_lies_are_told_from_answers(frames: list[tuple[bytes, bytes]]) -> None:
    stream = io.BytesIO(b"".join(frame(kind, body) for kind, body in frames))
    with suppress(*LIES, FileRefused):
        assert Answer(stream, DEFAULT_LIMITS).book().kind in KINDS


def test_details_of_a_refusal_are_only_words() -> None:
    assert refused("too_many_columns", {"sheet": "{x}", "cell": "A1", "limit": 7}).message == (
        "工作表“{x}”的单元格 A1 有内容，超出了前 7 列。请删去表格右侧多余的内容后再上传。"
    )
    assert refused("no such code").code == "reader_died"
    assert refused("too_many_columns", {}).code == "reader_died"


def children() -> set[str]:
    """Return the processes that this one has started and not yet buried, for whatever reason."""
    return {
        pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()
    }


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells a process its children")
def test_no_process_is_left_behind() -> None:
    before = children()
    read_book("姓名\n张三\n".encode())
    assert children() == before
