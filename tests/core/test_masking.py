import pytest

from core.masking import mask_national_id, mask_phone, mask_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("430602199001011213", "430602********1213"),
        ("430602900101121", "430602*****1121"),
        ("123", "***"),
        ("", ""),
    ],
)
def test_national_id(text: str, shown: str) -> None:
    assert mask_national_id(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("13812348000", "138****8000"), ("0730-8600000", "073*****0000"), ("8000", "****"), ("", "")],
)
def test_phone(text: str, shown: str) -> None:
    assert mask_phone(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("湖南省岳阳市云溪区长岭街道1号", "湖南省岳阳********"), ("云溪区", "云**"), ("岳阳", "**"), ("", "")],
)
def test_text(text: str, shown: str) -> None:
    assert mask_text(text) == shown
