"""The branches side by side, fairly: by rates, with the counts behind them, small numbers marked."""

from reports.compare.page import Comparison

__all__ = ["Comparison"]
