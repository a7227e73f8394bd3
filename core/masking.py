"""How personal data shows on a page: enough to recognise it, not enough to use it."""

STAR = "*"


def mask_national_id(text: str) -> str:
    """``430602199001011213`` → ``430602********1213``."""
    return _mask(text, 6, 4)


def mask_phone(text: str) -> str:
    """``13812348000`` → ``138****8000``."""
    return _mask(text, 3, 4)


def mask_text(text: str) -> str:
    """Keep the first six characters of an address, or the first third of what is shorter."""
    keep = min(6, len(text) // 3)
    return text[:keep] + STAR * min(8, len(text) - keep)


def mask_name(text: str) -> str:
    """``张晓明`` → ``张*明``, ``张明`` → ``张*``: recognised by the person, not by somebody who passes by."""
    return text[:1] + STAR * (len(text) - 1) if len(text) < 3 else text[0] + STAR * (len(text) - 2) + text[-1]  # noqa: PLR2004  a name with a middle


def _mask(text: str, front: int, back: int) -> str:
    if len(text) <= front + back:
        return STAR * len(text)
    return text[:front] + STAR * (len(text) - front - back) + text[-back:]
