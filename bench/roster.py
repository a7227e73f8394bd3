"""A roster of invented people, the same for the same number of rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

SEED = 20_241_231
HEADER = (
    "姓名", "性别", "民族", "出生日期", "身份证号", "手机号", "学历", "家庭住址", "党员类别", "入党日期", "转正日期",
    "党籍状态", "流出地党组织", "流出地", "流出地联系人", "流出地联系电话",
    "工作单位", "职业类别", "职务", "所在党支部",
)  # fmt: skip
BRANCHES = tuple(f"流动党员第{numeral}支部" for numeral in "一二三四五六")
_TRADES = ("新材料", "电子", "物流", "体育用品")
ENTERPRISES = tuple(f"{place}{trade}有限公司" for place in "岳云湘江君山" for trade in _TRADES)
_FAMILY = (
    "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂文辉玲志建国华卫东晓红海燕玉兰庆春梅"
_TOWNS = (
    "洪湖市新滩镇",
    "监利市白螺镇",
    "临湘市江南镇",
    "嘉鱼县簰洲湾镇",
    "柴桑区狮子街道",
    "凯里市三棵树镇",
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def write_roster(path: Path, rows: int) -> None:
    """Write a workbook of ``rows`` people under :data:`HEADER`."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("花名册")
    sheet.append(HEADER)
    for row in people(rows):
        sheet.append(row)
    book.save(path)


def people(rows: int) -> Iterator[list[str]]:
    """Yield people with valid and different ID numbers; county 430699 does not exist."""
    pick = random.Random(SEED)  # noqa: S311  no secret: the same people each time
    for number in range(rows):
        born = date(1955, 1, 1) + timedelta(days=number % 14_000)
        order = number // 14_000 * 2 % 1000 + pick.randrange(2)
        joined = born + timedelta(days=365 * 19 + pick.randrange(3000))
        town = pick.choice(_TOWNS)
        yield [
            pick.choice(_FAMILY) + "".join(pick.choices(_GIVEN, k=pick.choice((1, 2, 2)))),
            "男" if order % 2 else "女",
            pick.choice(("汉族", "汉族", "汉", "土家族", "苗族")),
            born.isoformat(),
            _national_id(born, order),
            f"1{pick.choice('3578')}{pick.randrange(10**9):09d}",
            pick.choice(("大学", "大专", "中专", "高中", "初中", "硕士研究生")),
            f"{town}{pick.choice(('滨湖', '幸福', '云溪', '港口'))}路{pick.randrange(1, 400)}号",
            "正式党员",
            joined.isoformat(),
            (joined + timedelta(days=365)).isoformat(),
            "正常",
            f"中共{town}委员会",
            town[:3],
            pick.choice(_FAMILY) + pick.choice(_GIVEN),
            f"138{pick.randrange(10**8):08d}",
            pick.choice(ENTERPRISES),
            pick.choice(("技术工人", "流动性技术人才", "企业负责人", "其他")),
            pick.choice(("焊工", "叉车司机", "质检员", "仓库管理员", "车间主任")),
            BRANCHES[number % len(BRANCHES)],
        ]


def _national_id(born: date, order: int) -> str:
    body = f"430699{born:%Y%m%d}{order:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]
