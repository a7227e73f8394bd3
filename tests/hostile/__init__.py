"""Hostile files of every kind, each made in memory, with what may become of it."""
