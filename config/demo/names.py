"""Invented names: common and rare surnames, given names of each generation, and those of other ethnic groups."""

from __future__ import annotations

from random import Random

from config.demo.seed import pick


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_COMMON = (
    "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈彭吕苏"
    "卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯"
    "邵孟龙段雷钱汤尹黎易常武乔贺赖龚文"
)
_RARE = (
    "单",
    "曾",
    "仇",
    "解",
    "查",
    "区",
    "翟",
    "覃",
    "冼",
    "谌",
    "逄",
    "阚",
    "缪",
    "隗",
    "尉迟",
    "欧阳",
    "上官",
    "司马",
)
_RARE_SHARE = 0.12

_ELDER_MEN = _words(
    "建国 建军 国平 志强 卫东 光明 德华 新民 忠义 长江 永福 爱民 正清 先进 立新 海生 春生 运来 岳生 洪波"
)
_ELDER_WOMEN = _words(
    "秀英 桂香 玉兰 淑芬 美华 冬梅 菊英 春莲 月娥 腊梅 金枝 爱华 翠平 瑞芳 凤霞 丽君 云香 慧珍 秋菊 红英"
)
_MIDDLE_MEN = _words(
    "勇 涛 斌 鹏 伟 磊 超 波 剑锋 志刚 海涛 文斌 晓东 "
    "建华 立群 宏伟 学文 少华 俊杰 卫平 湘平 洞庭 岳峰 国栋 振宇 世平"
)
_MIDDLE_WOMEN = _words(
    "丽 敏 静 艳 娟 霞 燕 红梅 晓燕 海燕 丽娟 春燕 志红 "
    "湘云 雪梅 小玲 建英 凤英 玉洁 秋月 素云 立平 芳 萍 慧 琴"
)
_YOUNG_MEN = _words(
    "浩然 子豪 宇轩 梓涵 嘉伟 俊熙 文博 思远 泽宇 天佑 一鸣 家栋 博文 "
    "明哲 鑫 晨阳 子墨 昊 睿 志远 喆 玥明 堃 祎晨 一帆 凯"
)
_YOUNG_WOMEN = _words(
    "雨桐 欣怡 诗涵 梓萱 思琪 佳怡 婷 雅琪 晓彤 语嫣 若曦 静怡 梦瑶 "
    "紫涵 可欣 玥 璟 琳 钰莹 佳慧 心妍 依依 文静 嘉欣 子涵 艺"
)

_UYGHUR_MEN = ("买买提·吐尔逊", "艾力·阿不都拉", "库尔班·热合曼", "吐鲁洪·玉素甫")
_UYGHUR_WOMEN = ("阿依古丽·买买提", "古丽娜尔·艾力", "帕丽旦·库尔班")
_TIBETAN = ("扎西次仁", "多吉旺堆", "格桑卓玛", "次仁央金")
_MONGOL_MEN = ("巴特尔", "那日苏", "苏和巴雅尔")
_MONGOL_WOMEN = ("乌云其木格", "萨仁花", "其其格")

HAN, MONGOL, TIBETAN, UYGHUR, MIAO, TUJIA, DONG, YAO, HUI, ZHUANG = (
    "01", "02", "04", "05", "06", "15", "12", "13", "03", "08",
)  # fmt: skip
_EVERYWHERE = {HAN: 940, HUI: 14, MIAO: 10, TUJIA: 16, YAO: 6, ZHUANG: 5, MONGOL: 3, UYGHUR: 3, TIBETAN: 2}
_ELDER_BEFORE, _YOUNG_FROM = 1970, 1988


def draw_ethnic_group(rng: Random, at_home: dict[str, int]) -> str:
    """Draw an official number (GB/T 3304); ``at_home`` adds the weights of the region of origin."""
    return pick(rng, {**_EVERYWHERE, **at_home})


def draw_name(rng: Random, *, is_male: bool, ethnic_group: str, birth_year: int) -> str:
    """Draw a name that fits group, sex and generation."""
    if ethnic_group == UYGHUR:
        return rng.choice(_UYGHUR_MEN if is_male else _UYGHUR_WOMEN)
    if ethnic_group == TIBETAN:
        return rng.choice(_TIBETAN[:2] if is_male else _TIBETAN[2:])
    if ethnic_group == MONGOL:
        return rng.choice(_MONGOL_MEN if is_male else _MONGOL_WOMEN)
    surname = rng.choice(_RARE) if rng.random() < _RARE_SHARE else rng.choice(_COMMON)
    return surname + rng.choice(_given_names(is_male=is_male, birth_year=birth_year))


def _given_names(*, is_male: bool, birth_year: int) -> tuple[str, ...]:
    if birth_year < _ELDER_BEFORE:
        return _ELDER_MEN if is_male else _ELDER_WOMEN
    if birth_year < _YOUNG_FROM:
        return _MIDDLE_MEN if is_male else _MIDDLE_WOMEN
    return _YOUNG_MEN if is_male else _YOUNG_WOMEN
