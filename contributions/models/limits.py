"""Limits of numbers, with their sentence."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator


def up_to(most: int) -> list[MinValueValidator | MaxValueValidator]:
    """Return validators for a whole number from 1 to ``most``."""
    words = f"请填 1 至 {most} 之间的整数。"
    return [MinValueValidator(1, words), MaxValueValidator(most, words)]
