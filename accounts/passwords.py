"""Initial passwords: made by chance, easy to read out, shown once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from accounts.models import User

# Without letters and digits that look alike in print: 0 o, 1 l i.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 4


@dataclass(frozen=True)
class Issued:
    """A user and the password that was made for them; whoever receives it shows it once and forgets it."""

    user: User
    password: str = field(repr=False)


def random_password() -> str:
    """Return four groups of four characters, ``k7mp-…``: some 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
