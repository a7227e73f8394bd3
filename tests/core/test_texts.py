import pytest

from core.texts import clean_code, clean_line, clean_lines, clean_phone, forbidden_in


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("139 0013 9000", "13900139000"),
        ("１３９００１３９０００", "13900139000"),
        ("+86 139-0013-9000", "13900139000"),
        ("8613900139000", "13900139000"),
        ("0086 13900139000", "13900139000"),
        ("（0730）8123456", "07308123456"),
        ("0730—8123456", "07308123456"),
        ("86123456", "86123456"),
    ],
)
def test_phones(typed: str, phone: str) -> None:
    assert clean_phone(typed) == phone


def test_codes() -> None:
    assert clean_code(" ４３０６０２ 19900101\u200b122x ") == "43060219900101122X"


def test_lines() -> None:
    assert clean_line("  云溪区　 松杨湖\n九号 ") == "云溪区 松杨湖 九号"
    assert clean_lines(" 一  二 \r\n\r\n 三\u00ad ") == "一 二\n\n三"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("好", ""),
        ("a\x00b", "U+0000"),
        ("a\u202eb", "U+202E"),
        ("a\ud83d", "U+D83D"),
        ("a\tb", "U+0009"),
        ("𠮷", ""),
    ],
)
def test_what_no_line_may_hold(text: str, found: str) -> None:
    assert forbidden_in(text) == found


def test_several_lines_may_break() -> None:
    assert forbidden_in("一\n\t二", lines=True) == ""
