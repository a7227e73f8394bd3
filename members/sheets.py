"""The member roster as offices send it: its columns, and how its rows are judged, stored and undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.urls import reverse

from core.masking import mask_national_id, mask_phone, mask_text
from core.scope import Actor
from members.actions import end_enrolments, request_move
from members.choices import ETHNIC_GROUPS, Category, Education, Occupation, PartyStatus, Sex
from members.forms import AbsentForm
from members.intake import bulk, judging, lookups, register
from members.intake.absent import absence
from members.models import Member
from members.names import clean_name, looks_like_name
from members.national_ids import looks_like_national_id
from spreadsheets import cleaners
from spreadsheets.columns import Column
from spreadsheets.faults import Fault
from spreadsheets.kinds import Absence, Answers, Place, PlannedRow, SheetKind, Written
from spreadsheets.kinds import register as register_kind
from spreadsheets.models import ImportRow
from spreadsheets.numerals import phone, unmasked
from spreadsheets.reader.book import Cell

EXACT_DIGITS = 15


_name_text = cleaners.text(60)


def name_cell(cell: Cell) -> str:
    """Clean a name: padding blanks out, one kind of middle dot."""
    return clean_name(_name_text(cell))


def national_id_cell(cell: Cell) -> str:
    """Clean an ID number; refuse one that a spreadsheet has kept as a number, for its last digits are gone."""
    found = unmasked(cleaners.compact(cell))
    if type(cell) is str and found.isalnum():
        return found
    as_number = "E+" in found or (found.isdigit() and len(found) > EXACT_DIGITS and cleaners.is_number(cell))
    if as_number or (cleaners.is_number(cell) and found):
        raise Fault(
            "id_as_number",
            "在表格里存成了数字，最后几位已经丢失。请把这一列设成“文本”格式，再照证件重新填写。",
        )
    return found.replace("-", "")


def _labels(choices: type[Any]) -> list[str]:
    return [str(label) for label in choices.labels]


_SEX = cleaners.choice(
    _labels(Sex), {"男性": "男", "女性": "女", "1": "男", "2": "女", "M": "男", "F": "女"}, name="性别"
)
_ETHNIC = cleaners.choice(
    [name for _, name in ETHNIC_GROUPS],
    {name.removesuffix("族"): name for _, name in ETHNIC_GROUPS if name.endswith("族") and len(name) > 1},
    name="民族",
)
_EDUCATION = cleaners.choice(
    _labels(Education),
    {
        "博士": "博士研究生", "硕士": "硕士研究生", "研究生": "硕士研究生", "研究生班": "硕士研究生",
        "硕研": "硕士研究生", "博研": "博士研究生", "本科": "大学", "大学本科": "大学", "大本": "大学", "学士": "大学",
        "专科": "大专", "大学专科": "大专", "高职": "大专", "中等专科": "中专", "中师": "中专", "职业高中": "职高",
        "职中": "职高", "技工学校": "技校", "普通高中": "高中", "初级中学": "初中", "初中及以下": "初中",
    },
    name="学历",
)  # fmt: skip
_CATEGORY = cleaners.choice(
    _labels(Category), {"正式": "正式党员", "预备": "预备党员", "中共党员": "正式党员"}, name="党员类别"
)
_STATUS = cleaners.choice(
    _labels(PartyStatus),
    {"正常党员": "正常", "在册": "正常", "失去联系": "失联", "停止": "停止党籍"},
    name="党籍状态",
)
_OCCUPATION = cleaners.choice(
    _labels(Occupation),
    {
        "负责人": "企业负责人", "法定代表人": "企业负责人", "董事长": "企业负责人", "总经理": "企业负责人",
        "企业主要负责人": "企业负责人", "技工": "技术工人", "工人": "技术工人", "技术职工": "技术工人",
        "技术人才": "流动性技术人才", "流动技术人才": "流动性技术人才", "流动性人才": "流动性技术人才",
    },
    name="职业类别",
)  # fmt: skip

COLUMNS = (
    Column("name", "姓名", name_cell, ("党员姓名", "名字"), required=True, distinct=True,
           looks_like=looks_like_name, width=12, example="曾小红"),
    Column("sex", "性别", _SEX, hint="男或女；可不填，从身份证号得出", width=8),
    Column("ethnic_group", "民族", _ETHNIC, width=10),
    Column("birth_date", "出生日期", cleaners.date_text, ("出生年月", "出生年月日", "出生时间", "生日"), width=13),
    Column(
        "national_id",
        "身份证号",
        national_id_cell,
        ("身份证", "身份证号码", "公民身份证号", "公民身份号码", "公民身份证号码", "居民身份证号", "居民身份证号码",
         "身份号码", "身份证件号码", "党员身份证号"),
        ("证件号码", "证件号"),
        required=True,
        distinct=True,
        looks_like=looks_like_national_id,
        mask=mask_national_id,
        hint="18 位，按文本填写",
        width=22,
        example="430602199001011227",
    ),
    Column(
        "phone",
        "手机号",
        phone,
        ("手机", "手机号码", "移动电话", "本人手机", "本人手机号", "本人手机号码", "党员手机号"),
        ("联系电话", "联系方式", "电话", "电话号码", "联系手机"),
        distinct=True,
        mask=mask_phone,
        hint="11 位，按文本填写",
        width=15,
        example="13800000000",
    ),
    Column("education", "学历", _EDUCATION, ("文化程度", "最高学历", "全日制学历"), width=12),
    Column("native_place", "籍贯", cleaners.text(60), ("出生地",), width=14),
    Column(
        "address",
        "家庭住址",
        cleaners.text(200, lines=True),
        ("家庭地址", "住址", "现住址", "现居住地", "居住地址", "居住地", "详细住址", "联系地址", "通讯地址"),
        distinct=True,
        mask=mask_text,
        width=28,
    ),
    Column(
        "category",
        "党员类别",
        _CATEGORY,
        ("人员类别", "党员类型", "正式或预备", "正式/预备", "是否正式党员"),
        by_values=True,
        width=11,
    ),
    Column(
        "joined_on",
        "入党日期",
        cleaners.date_text,
        ("入党时间", "入党年月", "加入党组织日期", "加入党组织时间", "加入中共时间", "加入中国共产党日期"),
        width=13,
    ),
    Column(
        "confirmed_on",
        "转正日期",
        cleaners.date_text,
        ("转正时间", "转正年月", "转为正式党员日期", "转为正式党员时间", "转为正式党员的日期"),
        width=13,
    ),
    Column("party_status", "党籍状态", _STATUS, ("党籍情况",), by_values=True, width=11),
    Column(
        "home_organisation",
        "流出地党组织",
        cleaners.text(100),
        ("流出地党组织名称", "流出党组织", "正式组织关系所在党组织", "正式组织关系所在地", "组织关系所在党组织",
         "组织关系所在地", "组织关系隶属", "原党组织", "原所在党组织", "原党支部", "流出地组织"),
        width=30,
    ),
    Column("home_region", "流出地", cleaners.text(60), ("流出地点", "流出地区", "户籍地", "来源地"), width=14),
    Column("home_contact", "流出地联系人", cleaners.text(40), ("流出地党组织联系人", "原支部联系人"), width=13),
    Column(
        "home_contact_phone",
        "流出地联系电话",
        phone,
        ("流出地联系人电话", "流出地党组织联系电话", "原支部联系电话"),
        mask=mask_phone,
        width=16,
    ),
    Column(
        "card_number",
        "流动党员活动证号",
        cleaners.text(30),
        ("活动证号", "流动党员证号", "活动证编号", "流动党员活动证编号", "党员活动证号"),
        distinct=True,
        width=18,
    ),
    Column(
        "enterprise",
        "工作单位",
        cleaners.text(100),
        ("工作单位名称", "单位名称", "单位", "所在单位", "所在企业", "企业名称", "企业", "就业单位", "务工单位",
         "从业单位", "流入单位", "所在公司", "公司名称"),
        width=28,
    ),
    Column("occupation", "职业类别", _OCCUPATION, ("职业", "人才类别", "从业类别", "岗位类别"), width=15),
    Column("job_title", "职务", cleaners.text(60), ("岗位", "工作岗位", "职务职称", "现任职务"), width=14),
    Column(
        "branch",
        "所在党支部",
        cleaners.text(100),
        ("所属党支部", "党支部", "支部", "所在支部", "所属支部", "党支部名称", "支部名称", "所在组织", "所属组织",
         "所在党组织", "所属党组织", "流入地党支部", "流入党支部", "管理支部", "流入地党组织"),
        ("党组织", "组织名称", "组织"),
        width=22,
    ),
    Column(
        "arrived_on",
        "流入日期",
        cleaners.day_text,
        ("流入时间", "流入年月", "报到日期", "报到时间", "纳入管理日期", "纳管时间", "进园时间",
         "入园时间", "来园时间"),
        hint="只写到月的，按当月 1 日",
        width=13,
        example="2024-03-01",
    ),
    Column("notes", "备注", cleaners.text(1000, lines=True), ("备注说明", "说明", "其他说明"), width=24),
)  # fmt: skip


class MemberSheet(SheetKind[lookups.MemberLookups]):
    """流动党员花名册."""

    key = "members"
    rank = 10
    title = "流动党员花名册"
    noun = "名党员"
    permission = "members.import_member"
    object_label = "members.member"
    columns = COLUMNS
    offers = {"member_elsewhere": "申请调入本支部"}
    judged_apart_by = "national_id"
    beyond_columns = {"enrolled": "重新登记"}

    @property
    def lasting(self) -> frozenset[str]:
        """What tells who somebody is, what follows from it, and where they are."""
        return frozenset({*judging.IDENTITY, *judging.DERIVED, *judging.NOT_OF_THE_MEMBER})

    def places(self, *, by: Actor) -> list[Place]:
        return lookups.places(by=by)

    def offered(self, column: Column, context: lookups.MemberLookups) -> Sequence[str]:
        if column.field == "branch":
            return context.branch_names
        if column.field == "enterprise":
            return sorted({name for _, name in context.enterprises.values()})
        return tuple(judging.CODES.get(column.field, ()))

    def context(self, *, by: Actor, place: Place, answers: Answers) -> lookups.MemberLookups:
        return lookups.load(by=by, place=place, answers=answers)

    def stamp(self, context: lookups.MemberLookups) -> str:
        return context.stamp

    def settles(self, row: PlannedRow) -> bool:
        return judging.settles(row)

    def standing(self, rows: QuerySet[ImportRow], context: lookups.MemberLookups) -> QuerySet[ImportRow]:
        return register.standing(rows, context.allowed)

    def values_of_sheet(self, name: str, context: lookups.MemberLookups) -> dict[str, str]:
        """A sheet named after a branch gives it to its rows."""
        branch = context.branch_called(name)
        return {"branch": branch.name} if branch else {}

    def judge(self, rows: Sequence[PlannedRow], context: lookups.MemberLookups) -> None:
        judging.judge(rows, context)

    def prepare(self, rows: Sequence[PlannedRow], context: lookups.MemberLookups) -> None:
        bulk.prepare(rows, context)

    def write(
        self, rows: Sequence[PlannedRow], context: lookups.MemberLookups, *, by: Actor
    ) -> Iterable[Written]:
        return bulk.write(rows, context, by=by)

    def undo(self, rows: Sequence[ImportRow], *, by: Actor) -> None:
        bulk.undo(rows, by=by)

    tells_absence = True
    ending = ("members.end_enrolment", "结束管理")

    def absent(
        self, rows: Sequence[PlannedRow], stored: Collection[int], context: lookups.MemberLookups
    ) -> Absence:
        return absence(rows, stored, context)

    def ending_form(self) -> type[Form]:
        return AbsentForm

    def end_absent(self, keys: Sequence[int], *, by: Actor, **answers: Any) -> int:  # noqa: ANN401  of the form
        members = (
            Member.objects.visible_to(by, self.ending[0]).filter(pk__in=keys).order_by("name_pinyin", "pk")
        )
        return end_enrolments(by=by, members=list(members), **answers)

    def take_offer(self, row: PlannedRow, context: lookups.MemberLookups, *, by: Actor) -> str:
        """Ask the committee to move a member whom another branch manages."""
        branch = context.branch_called(row.values["branch"])
        if branch is None:
            raise LookupError(row.place)
        request_move(by=by, national_id=row.values["national_id"], to_branch=branch)
        return f"已申请把第 {row.number} 行的党员调入{branch.name}，等待党委审批。"

    def names_of(self, keys: Iterable[int | None], *, by: Actor) -> dict[int, str]:
        people = Member.objects.visible_to(by).filter(pk__in=[key for key in keys if key])
        return dict(people.values_list("pk", "name"))

    def shown(self, name: str, value: Any) -> str:  # noqa: ANN401  as the database keeps it
        return super().shown(name, judging.LABELS.get(name, {}).get(value, value))

    def address_of(self, key: int) -> str:
        return reverse("members:member", args=[key])


MEMBERS = register_kind(MemberSheet())
