"""Marked copies: somebody's own workbook with its faults in red, and what becomes of it when it comes back repaired."""
