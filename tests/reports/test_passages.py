"""The text part: what writes itself of a month, of a branch, of nothing; what stands in braces."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch, Committee
from core.figures import FIGURES, Share, places_of
from core.periods import Month
from reports.lines import Line
from reports.models import BranchReturn, ReportText, ReturnState
from reports.monthly import Report, report_of
from reports.passages import CHAPTERS, faults_in, passages_of
from reports.passages.filling import Facts
from reports.passages.naming import Form, terms, token, tokens_in
from reports.stored import data_of, report_from

MARCH = Month(2024, 3)


def paragraphs(report: Report) -> dict[str, list[str]]:
    return {passage.title: list(passage.paragraphs) for passage in report.passages}


def line(key: str, now: float | None, before: float | None = 0, **values: Any) -> Line:  # noqa: ANN401  of a line
    figure = FIGURES[key]
    return Line(
        key=key,
        title=figure.title,
        unit=figure.unit,
        definition="",
        is_share=isinstance(figure, Share),
        is_state="year" not in values,
        now=now,
        before=before,
        year=values.get("year"),
        to_date=values.get("to_date"),
    )


def facts(*lines: Line) -> Facts:
    return Facts(lines, MARCH, place="港区", as_of="2024年3月31日")


def test_every_name_in_the_portals_own_sentences_is_known() -> None:
    words = [
        words
        for chapter in CHAPTERS
        for paragraph in chapter.paragraphs
        for sentence in paragraph.sentences
        for words in (sentence.lead, sentence.nothing, *(c.words + c.nothing for c in sentence.clauses))
    ]
    assert [fault for each in words for fault in faults_in(each)] == []
    assert sum(len(tokens_in(each)) for each in words) > 80


def test_no_two_figures_have_one_name_in_texts() -> None:
    names = [term.name for term in terms()]
    assert len(names) == len(set(names)) > 150


@pytest.mark.usefixtures("register")
def test_a_month_writes_itself(committee: Committee) -> None:
    told = paragraphs(report_of(committee, MARCH))
    assert list(told) == [
        "一、基本情况",
        "二、组织建设和阵地",
        "三、教育培训和活动",
        "四、服务党员和企业",
    ]
    assert told["一、基本情况"][:2] == [
        (
            "截至2024年3月31日，港区流动党员党委管理流动党员6人，比上月增加2人；"
            "其中来自“两企三新”的2人，占33.3%。"
            "在来自“两企三新”的流动党员中，企业负责人1人，占50%；技术工人1人，占50%。"
        ),
        (
            "本月流入4人次，离开2人次。离开的去向为：返回流出地1人次、其他1人次。支部之间调入1人次，调出1人次。"
            "本年累计流入8人次，离开3人次。"
        ),
    ]
    assert told["三、教育培训和活动"] == ["本月开放崛起大讲堂没有开班。", "本月没有举办活动。"]


@pytest.mark.usefixtures("register")
def test_a_branch_is_told_without_what_only_a_committee_can_tell(
    committee: Committee, branch_one: Branch, administrator: User
) -> None:
    place = places_of(administrator, MARCH).with_key(branch_one.pk)
    ReportText.objects.create(committee=committee, month=MARCH, chapters={"basics": "全党委的话。"})
    told = paragraphs(report_of(committee, MARCH, place))
    assert told["一、基本情况"][0].startswith("截至2024年3月31日，流动党员第一支部管理流动党员3人")
    assert "第二支部" not in str(told)
    assert "党支部6个" not in str(told)


@pytest.mark.usefixtures("branches")
def test_an_empty_month_says_so_once(committee: Committee) -> None:
    report = report_of(committee, MARCH)
    text = str(paragraphs(report))
    assert "截至2024年3月31日，港区流动党员党委没有在册的流动党员。" in text
    assert "本月没有党员流入或离开。" in text
    for wrong in ("增加0", "减少0", "None", "--", "｛", "0人", "占0", "，。", "，，"):
        assert wrong not in text


def test_a_running_month_reaches_until_today(committee: Committee, branches: list[Branch]) -> None:
    told = paragraphs(report_of(committee, Month(2024, 4)))
    assert told["一、基本情况"][0].startswith("截至2024年4月15日，")


@pytest.mark.parametrize(
    ("form", "now", "before", "words"),
    [
        ("", 1120, 109, "1,120人"),
        ("·上月", 112, 109, "109人"),
        ("·增减", 112, 109, "增加3人"),
        ("·增减", 109, 112, "减少3人"),
        ("·增减", 112, 112, "持平"),
        ("·比上月", 112, 109, "比上月增加3人"),
        ("·比上月", 112, 112, "与上月持平"),
        ("·比上月", 112, None, "上月无可比数"),
        ("", None, None, "--"),
    ],
)
def test_numbers_are_written_as_people_do(form: str, now: int | None, before: int | None, words: str) -> None:
    known = facts(line("members.managed", now, before))
    assert known.filled(f"共｛管理流动党员{form}｝。") == f"共{words}。"


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [(98.2, 98.6, "98.2%，比上月下降0.4个百分点"), (100.0, 99.0, "100%，比上月上升1个百分点")],
)
def test_shares_change_by_points(now: float, before: float, words: str) -> None:
    known = facts(line("members.two_new_share", now, before))
    assert known.filled("｛“两企三新”占比｝，｛“两企三新”占比·比上月｝") == words


def test_names_may_be_typed_in_several_ways() -> None:
    known = facts(line("members.two_new_share", 98.2), line("training.sessions", 2, year=26, to_date=86))
    for typed in ("{“两企三新”占比}", "{ 两企三新占比 }", '｛"两企三新" 占比｝', "｛「两企三新」占比}"):
        assert known.filled(typed) == "98.2%", typed
        assert faults_in(typed) == []
    assert known.filled("{大讲堂开班・本年累计}、{大讲堂开班.累计}") == "26场、86场"


def test_everything_that_names_nothing_is_told_at_once_with_what_was_meant() -> None:
    found = faults_in(
        "共｛管理流动党元｝，开班{大讲堂开半·本年累计}，｛甲乙丙丁｝，｛管理流动党员·累计｝，少一半｛流入。"
    )
    assert found == [
        "没有“管理流动党元”这个指标，是不是想写｛管理流动党员｝？",
        "没有“大讲堂开半·本年累计”这个指标，是不是想写｛大讲堂开班·本年累计｝？",
        "没有“甲乙丙丁”这个指标，请从右边的列表中选取。",
        "“管理流动党员”是时点数，没有“累计”，请改用｛管理流动党员｝。",
        "“，少一半｛流入。”这里的大括号没有成对，请补上或删掉。",
    ]


def test_what_names_nothing_stays_as_it_was_typed() -> None:
    assert facts().filled("共{甲乙}人，｛管理流动党员｝") == "共｛甲乙｝人，｛管理流动党员｝"


def test_every_form_of_every_name_is_read_back() -> None:
    for term in terms():
        for form in term.forms:
            (read,) = tokens_in(token(term.name, form))
            assert (read.name, read.form) == (term.name, form)
    assert {form for form in Form if form.is_flow_only} == {Form.YEAR, Form.TO_DATE}


def test_what_branches_handed_in_is_gathered_in_their_order(
    committee: Committee, branch_one: Branch, branch_two: Branch, branches: list[Branch]
) -> None:
    def hand_in(branch: Branch, state: ReturnState, **texts: str) -> None:
        BranchReturn.objects.create(branch=branch, month=MARCH, state=state, **texts)

    hand_in(branch_two, ReturnState.SUBMITTED, features="夜校\n开到车间！", plans="下月走访")
    hand_in(branch_one, ReturnState.ACCEPTED, work="走访", problems="缺场地{管理流动党员}")
    hand_in(branches[2], ReturnState.DRAFT, features="还没写完")
    hand_in(branches[3], ReturnState.SENT_BACK, features="退回的")
    report = report_of(committee, MARCH)
    assert [texts.branch for texts in report.returns] == ["第一支部", "第二支部"]
    told = paragraphs(report)
    assert told["五、各支部特色做法"] == ["第二支部：夜校。开到车间！"]
    assert told["六、存在问题和下月打算"] == [
        "第一支部：存在问题：缺场地〔管理流动党员〕。",
        "第二支部：下月打算：下月走访。",
    ]
    assert report.returns[0].problems == "缺场地{管理流动党员}"
    assert report_from(data_of(report)).passages == report.passages


@pytest.mark.usefixtures("register")
def test_a_rewritten_chapter_stands_in_the_report_with_the_numbers_of_the_moment(
    committee: Committee,
) -> None:
    chapters = {
        "basics": "本月｛单位｝共｛管理流动党员｝，\n\n｛管理流动党员·比上月｝。",
        "features": "一段。",
    }
    ReportText.objects.create(committee=committee, month=MARCH, chapters=chapters)
    told = paragraphs(report_of(committee, MARCH))
    assert told["一、基本情况"] == ["本月港区流动党员党委共6人，", "比上月增加2人。"]
    assert told["五、各支部特色做法"] == ["一段。"]
    assert paragraphs(report_of(committee, MARCH.plus(-1)))["一、基本情况"] != told["一、基本情况"]


@pytest.mark.usefixtures("register")
def test_the_text_costs_the_same_queries_for_one_return_and_for_six(
    committee: Committee, branches: list[Branch]
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            passages_of(committee, MARCH, (), ())
            report_of(committee, MARCH)
        return len(queries)

    BranchReturn.objects.create(branch=branches[0], month=MARCH, state=ReturnState.ACCEPTED, work="走访")
    first = cost()
    for branch in branches[1:]:
        BranchReturn.objects.create(branch=branch, month=MARCH, state=ReturnState.ACCEPTED, work="走访")
    assert cost() == first
