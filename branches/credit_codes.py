"""Unified social credit codes of organisations, GB 32100-2015: 18 characters, the last a check character."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
LENGTH = 18


def check_character(first17: str) -> str:
    """Return the check character over the first 17; raise ``ValueError`` on a character outside the alphabet."""
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first17, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def fault_of(code: str) -> str:
    """Return what is wrong with ``code`` as a sentence, or the empty string."""
    if len(code) != LENGTH:
        return f"统一社会信用代码应为 18 位，现在是 {len(code)} 位，请对照营业执照核对。"
    if any(char not in ALPHABET for char in code):
        return "统一社会信用代码含有不该出现的字符（不用字母 I、O、S、V、Z），请对照营业执照核对。"
    if check_character(code[:17]) != code[17]:
        return "统一社会信用代码的校验位不对，请对照营业执照逐位核对。"
    return ""
