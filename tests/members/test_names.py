import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.names import clean_name, pinyin_of


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张　三", "张三"),
        (" 欧阳 修 ", "欧阳修"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("买买提 ・ 吐尔逊", "买买提·吐尔逊"),
        ("买买提．吐尔逊", "买买提·吐尔逊"),
        ("买买提.吐尔逊.", "买买提·吐尔逊"),
        ("李\u200b明\ufeff", "李明"),
        ("𠮷 田", "𠮷田"),
        ("John   Smith", "John Smith"),
        ("", ""),
    ],
)
def test_one_way_of_writing(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("曾小红", "zengxiaohong", "zxh zengxh"),
        ("单志红", "shanzhihong", "szh shanzh"),
        ("仇海", "qiuhai", "qh qiuh"),
        ("解晓彤", "xiexiaotong", "xxt xiext"),
        ("查正清", "zhazhengqing", "zzq zhazq"),
        ("区子涵", "ouzihan", "ozh ouzh"),
        ("任洞庭", "rendongting", "rdt rendt"),
        ("尉迟敬德", "yuchijingde", "ycjd yuchijd"),
        ("万俟卨", "moqixie", "mqx moqix"),
        ("长孙无忌", "zhangsunwuji", "zswj zhangsunwj"),
        ("欧阳湘云", "ouyangxiangyun", "oyxy ouyangxy"),
        ("翟运来", "zhaiyunlai diyunlai", "zyl dyl zhaiyl diyl"),
        ("朴正男", "piaozhengnan puzhengnan", "pzn piaozn puzn"),
        ("盖叫天", "gejiaotian gaijiaotian", "gjt gejt gaijt"),
        ("覃思远", "qinsiyuan tansiyuan", "qsy tsy qinsy tansy"),
        ("乐嘉", "yuejia lejia", "yj lj yuej lej"),
        ("吕布", "lvbu", "lb lvb"),
        ("买买提·吐尔逊", "maimaitituerxun", "mmttex maimttex"),
        ("John Smith", "john smith", "j"),
    ],
)
def test_surnames_are_read_as_surnames(name: str, pinyin: str, initials: str) -> None:
    assert pinyin_of(name) == (pinyin, initials)


han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=60)


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_name(text)
    assert clean_name(once) == once


@given(han)
def test_pinyin_fits_its_columns(name: str) -> None:
    pinyin, initials = pinyin_of(name)
    assert len(pinyin) <= 200
    assert 1 <= len(initials) <= 200
