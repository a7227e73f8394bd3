#!/usr/bin/env python3
# coding: utf-8
"""Set the portal up on a fresh machine and serve it, or run every test.

    python3 start.py               serve http://127.0.0.1:8000, after whatever set-up is still missing
    python3 start.py test          every check and every test

This file can be read by any Python, so that an old one is turned away with a sentence. The work is in `launch/`.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "需要 Python 3.11 或更新的版本，现在是 %d.%d。请安装后再运行。\n"
        "Python 3.11 or newer is needed, this is %d.%d. Please install it and try again."
        % (sys.version_info[:2] + sys.version_info[:2])
    )

from launch.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
