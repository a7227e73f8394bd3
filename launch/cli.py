"""The command line of `start.py`."""

import argparse
import sys

from launch import checks, portal
from launch.console import Stop, say, speak_utf8

DESCRIPTION = """\
在一台新机器上准备好暖流并启动。再次运行时跳过已做好的步骤。

  python3 start.py            启动 http://127.0.0.1:8000，第一次会装入演示数据
  python3 start.py test       运行全部检查和测试
  python3 start.py test ARGS  只运行 pytest，参数照传
"""


def main(arguments: list[str]) -> int:
    """Do what the arguments say; return the exit code. What cannot be helped is told in a sentence, exit code 1."""
    speak_utf8()
    try:
        if arguments[:1] == ["test"]:
            return _test(arguments[1:])
        options = _options(arguments)
        return _start(port=options.port, demo=not options.no_demo, setup_only=options.setup_only)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("\n已中断。再次运行会接着做。")
        return 130


def _start(*, port: int, demo: bool, setup_only: bool) -> int:
    if not setup_only:
        portal.check_port(port)
    portal.prepare(demo=demo)
    if setup_only:
        say("准备完成。运行 python3 start.py 启动。")
        return 0
    return portal.serve(port)


def _test(arguments: list[str]) -> int:
    rest = arguments[1:] if arguments[:1] == ["--"] else arguments
    return checks.run_pytest(rest) if rest else checks.run_all()


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="start.py", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="端口，默认 8000")
    parser.add_argument("--no-demo", action="store_true", help="不装入演示数据；新的部署不许有演示帐号")
    parser.add_argument("--setup-only", action="store_true", help="只做准备，不启动")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= portal.LAST_PORT:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口。请写 1 到 {portal.LAST_PORT} 之间的整数。")
    return int(text)
