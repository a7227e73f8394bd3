"""Bringing the portal to where it can serve, and serving it."""

import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from types import FrameType

from launch import ROOT, envfile, packages, venv
from launch.console import Command, Stop, environment, run, say

HOST = "127.0.0.1"
LAST_PORT = 65535
# Waitress gives running requests five seconds to finish.
PATIENCE_SECONDS = 8


def prepare(*, demo: bool) -> None:
    """Do whatever is still missing before the portal can serve; `demo` allows demo data in a new deployment."""
    venv.ensure()
    packages.ensure("requirements.txt")
    packages.ensure_optional("requirements-optional.txt")
    written = envfile.ensure(demo=demo)
    (ROOT / "var").mkdir(mode=0o700, exist_ok=True)
    manage("migrate", "--noinput", "--verbosity=0")
    manage("collectstatic", "--noinput", "--verbosity=0")
    if demo and envfile.is_demo():
        manage("loaddemo")
    elif written or not demo:
        python = venv.PYTHON.relative_to(ROOT)
        say(f"没有装入演示数据。请先创建第一个管理员：{python} manage.py createadmin")


def manage(*arguments: str) -> None:
    """Run a management command; raise `Stop` if it fails, after it has said why."""
    if not run([venv.PYTHON, "manage.py", *arguments]):
        raise Stop(f"manage.py {arguments[0]} 没有成功，原因见上面。")


def check_port(port: int) -> None:
    """Raise `Stop` if nothing can listen at `port`."""
    with socket.socket() as probe:
        if os.name != "nt":
            # As the server will: a port that the last run left a moment ago counts as free. On Windows the
            # same option would share a port that is in use.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise Stop(f"没有权限使用端口 {port}。请换一个大于 1024 的端口，例如 --port 8001。") from error
        except OSError as error:
            raise Stop(
                f"端口 {port} 已被占用，也许暖流已经在运行：http://{HOST}:{port}\n"
                f"要同时再开一个，请换一个端口：python3 start.py --port {port % LAST_PORT + 1}"
            ) from error


def serve(port: int) -> int:
    """Serve until Ctrl-C, SIGTERM or the server's own end; return the exit code."""
    address = f"{HOST}:{port}"
    command: Command = [
        venv.PYTHON,
        "-m",
        "waitress",
        f"--listen={address}",
        "--threads=8",
        "config.wsgi:application",
    ]
    with subprocess.Popen(command, cwd=ROOT, env=environment()) as server:

        def stop(_signal: int, _frame: FrameType | None) -> None:
            server.terminate()

        signal.signal(signal.SIGTERM, stop)
        try:
            if answers(server, port):
                say(f"\n暖流已启动：http://{address}\n按 Ctrl+C 停止。")
            code = server.wait()
        except KeyboardInterrupt:
            # The terminal sends Ctrl-C to the server too; it finishes what it is answering.
            with suppress(KeyboardInterrupt, subprocess.TimeoutExpired):
                server.wait(timeout=PATIENCE_SECONDS)
            server.terminate()
            say("\n暖流已停止。")
            return 0
    # A negative code is the signal that ended it: asked for, so no failure.
    return 0 if code == -signal.SIGTERM else code


def answers(server: "subprocess.Popen[bytes]", port: int) -> bool:
    """Wait until the server listens; return False if it ends before."""
    while server.poll() is None:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return True
        time.sleep(0.1)
    return False
