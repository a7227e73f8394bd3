"""What `start.py` does. Only the standard library: these modules run before anything is installed."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
