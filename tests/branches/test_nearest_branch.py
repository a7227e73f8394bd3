"""Which branch somebody may have meant."""

from __future__ import annotations

import pytest

from branches.names import nearest

NAMES = ["流动党员第一支部", "流动党员第四支部", "物流园联合支部"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("物流圆联合支部", "物流园联合支部"),
        ("流动党员第九支部", ""),
        ("第 9 党支部", ""),
        ("第十二支部", ""),
        ("九支部", ""),
        ("流动党员第四只部", "流动党员第四支部"),
        ("工会", ""),
    ],
)
def test_a_number_is_never_near_another(name: str, meant: str) -> None:
    assert nearest(name, NAMES) == meant
