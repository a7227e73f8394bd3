"""Random words that open something for whoever holds them: a station's page, a sign-in page, a follow-up."""

from __future__ import annotations

import secrets

TOKEN_BYTES = 15
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those that a person takes for another: 0 and O, 1, I and L."""
CODE_LENGTH = 10


def new_token() -> str:
    """Return twenty characters that nobody guesses, for an address that is printed as a code."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_code() -> str:
    """Return ten letters and digits that somebody can write down and type again, for following what was handed in."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
