"""The address of a screen on a wall: a token that the portal has signed, so that nobody tries others."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from reports.models import ScreenLink

SALT = "reports.screen"
SEPARATOR = "."


def token_of(link: ScreenLink) -> str:
    """Return what stands in the address of ``link``."""
    return _signer().sign(link.token)


def link_of(text: str) -> ScreenLink | None:
    """Return the link that ``text`` opens; ``None`` for what the portal has not signed, and once it is revoked."""
    try:
        token = _signer().unsign(text)
    except BadSignature:
        return None
    found = ScreenLink.objects.filter(token=token, revoked_at__isnull=True)
    return found.select_related("committee").first()


def _signer() -> Signer:
    return Signer(salt=SALT, sep=SEPARATOR)
