"""Where the people of the demo come from: regions, their Party organisations, and county codes nobody has."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from config.demo.names import DONG, MIAO, TUJIA, YAO, ZHUANG
from config.demo.seed import pick


@dataclass(frozen=True)
class Home:
    """A region of origin; ``county_code`` ends in 98, which no county's code does."""

    region: str
    county_code: str
    places: tuple[str, ...]
    groups: dict[str, int] = field(default_factory=dict, hash=False, compare=False)


_HOMES = (
    (34, Home("湖南省岳阳市", "430698", ("平江县长寿镇", "华容县插旗镇", "汨罗市长乐镇", "临湘市羊楼司镇"))),
    (22, Home("湖北省荆州市", "421098", ("监利市朱河镇", "石首市调关镇", "洪湖市新滩镇", "公安县章庄铺镇"))),
    (9, Home("湖北省咸宁市", "421298", ("赤壁市车埠镇", "嘉鱼县簰洲湾镇", "通城县隽水镇"))),
    (7, Home("湖南省长沙市", "430198", ("浏阳市大瑶镇", "宁乡市灰汤镇", "长沙县金井镇"))),
    (6, Home("湖南省常德市", "430798", ("安乡县三岔河镇", "澧县复兴镇", "石门县壶瓶山镇"), {TUJIA: 260})),
    (5, Home("江西省九江市", "360498", ("修水县渣津镇", "武宁县罗坪镇", "都昌县周溪镇"))),
    (5, Home("湖南省湘西州", "433198", ("永顺县芙蓉镇", "花垣县边城镇", "龙山县里耶镇"), {TUJIA: 1300, MIAO: 1100})),
    (3, Home("广东省东莞市", "441998", ("虎门镇", "长安镇", "厚街镇"))),
    (3, Home("贵州省黔东南州", "522698", ("雷山县西江镇", "榕江县忠诚镇"), {MIAO: 1400, DONG: 900})),
    (2, Home("广西壮族自治区桂林市", "450398", ("恭城县莲花镇", "龙胜县龙脊镇"), {YAO: 700, ZHUANG: 600})),
    (2, Home("河南省信阳市", "411598", ("固始县陈淋子镇", "商城县余集镇"))),
    (2, Home("浙江省台州市", "331098", ("黄岩区宁溪镇", "温岭市大溪镇"))),
)  # fmt: skip
_ORGANISATIONS = {"党委": 50, "机关党支部": 12, "第一社区党支部": 18, "中心村党支部": 20}
_STREETS = (
    "幸福路",
    "东风路",
    "建设街",
    "和平巷",
    "滨湖路",
    "桥头村",
    "新屋组",
    "文昌街",
    "解放路",
    "油铺巷",
)


def draw_home(rng: Random) -> Home:
    """Draw a region: most come from around the Dongting lake, as is usual for a park on the Yangtze."""
    return pick(rng, {home: weight for weight, home in _HOMES})


def draw_organisation(rng: Random, place: str) -> str:
    """Draw the organisation of ``place`` that keeps the formal membership."""
    return f"中共{place}{pick(rng, _ORGANISATIONS)}"


def draw_address(rng: Random, home: Home, place: str) -> str:
    """Draw an address at home."""
    return f"{home.region}{place}{rng.choice(_STREETS)}{rng.randint(1, 268)}号"
