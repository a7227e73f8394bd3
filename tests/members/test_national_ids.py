from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.national_ids import PROVINCES, BadNationalId, bearer_of, check_character

TODAY = date(2025, 1, 15)
VALID = "11010519491231002X"  # the example of GB 11643-1999


def code_of(number: str) -> str:
    with pytest.raises(BadNationalId) as bad:
        bearer_of(number, today=TODAY)
    return bad.value.code


def test_example_of_the_standard() -> None:
    bearer = bearer_of(VALID, today=TODAY)
    assert (bearer.birth_date, bearer.sex) == (date(1949, 12, 31), "2")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "id_length"),
        ("110105491231002", "id_length"),
        ("11010519491231002x", "id_characters"),
        ("1101051949123100２X", "id_characters"),
        ("11010519491231O02X", "id_characters"),
        ("990105194912310025", "id_region"),
        ("110105194913310020", "id_birth_date"),
        ("110105194902300024", "id_birth_date"),
        ("110105202501160025", "id_birth_date"),
        ("110105194912310021", "id_check"),
    ],
)
def test_each_fault_has_its_code(number: str, code: str) -> None:
    assert code_of(number) == code


def test_length_is_told() -> None:
    with pytest.raises(BadNationalId, match="身份证号应为 18 位，现在是 15 位，请对照证件核对。"):
        bearer_of("430602900101122", today=TODAY)


born = st.dates(date(1900, 1, 1), TODAY)
order = st.integers(0, 999)


@given(st.sampled_from(sorted(PROVINCES)), born, order)
def test_what_is_put_in_comes_out(province: str, birth: date, number: int) -> None:
    body = f"{province}0105{birth:%Y%m%d}{number:03d}"
    bearer = bearer_of(body + check_character(body), today=TODAY)
    assert (bearer.birth_date, bearer.is_male) == (birth, number % 2 == 1)


@given(born, order, st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_never_passes(birth: date, number: int, place: int, step: int) -> None:
    body = f"430602{birth:%Y%m%d}{number:03d}"
    whole = body + check_character(body)
    digit = "0123456789X".index(whole[place])
    wrong = whole[:place] + str((digit + step) % 10) + whole[place + 1 :]
    if wrong != whole:
        assert code_of(wrong) in {"id_region", "id_birth_date", "id_check"}


@given(born, order, st.integers(0, 15))
def test_two_neighbours_swapped_never_pass(birth: date, number: int, place: int) -> None:
    body = f"430602{birth:%Y%m%d}{number:03d}"
    whole = body + check_character(body)
    swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    if swapped != whole:
        assert code_of(swapped) in {"id_region", "id_birth_date", "id_check"}
