"""Credit codes are judged with a sentence."""

import pytest

from branches.credit_codes import check_character, fault_of

GOOD = "91430699MA33CPWBC7"


def test_a_valid_code_has_no_fault() -> None:
    assert fault_of(GOOD) == ""
    assert check_character(GOOD[:17]) == "7"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("91430699MA33CPWBC", "统一社会信用代码应为 18 位，现在是 17 位，请对照营业执照核对。"),
        ("91430699MA33CPWBC8", "统一社会信用代码的校验位不对，请对照营业执照逐位核对。"),
        (
            "91430699MA33CPWBO7",
            "统一社会信用代码含有不该出现的字符（不用字母 I、O、S、V、Z），请对照营业执照核对。",
        ),
    ],
)
def test_each_fault_has_its_sentence(code: str, sentence: str) -> None:
    assert fault_of(code) == sentence
