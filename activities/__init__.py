"""Gatherings with attendance."""
