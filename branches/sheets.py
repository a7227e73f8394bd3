"""The list of enterprises as offices send it: its columns, and how its rows are judged, stored and undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from branches.intake import judging, lookups, storing
from branches.models import Branch, Committee, Enterprise, Industry, Ownership
from core.scope import Actor
from spreadsheets import cleaners
from spreadsheets.columns import Column
from spreadsheets.faults import Fault
from spreadsheets.keeping import ask_for_days
from spreadsheets.kinds import Answers, Place, PlannedRow, SheetKind, Written, register
from spreadsheets.models import ImportRow
from spreadsheets.reader.book import Cell


def credit_code_cell(cell: Cell) -> str:
    """Clean a credit code; refuse one that a spreadsheet has kept as a number, for its last digits are gone."""
    found = cleaners.compact(cell)
    if found and cleaners.is_number(cell):
        raise Fault(
            "code_as_number", "在表格里存成了数字，最后几位已经丢失。请把这一列设成“文本”格式，再照执照填写。"
        )
    return found.replace("-", "")


def name_cell(cell: Cell) -> str:
    """Clean a name."""
    return _NAME(cell)


def _looks_like_firm(name: str) -> bool:
    return name.endswith(("公司", "集团", "厂", "店", "社", "协会", "商会", "事务所", "中心"))


_NAME = cleaners.text(100)
_OWNERSHIP = cleaners.choice(
    [str(label) for label in Ownership.labels],
    {
        "混合所有制": "混合所有制企业", "混合": "混合所有制企业", "混合制": "混合所有制企业",

        "非公": "非公有制企业", "非公企业": "非公有制企业", "非公有制": "非公有制企业", "民营": "非公有制企业",
        "民营企业": "非公有制企业", "私营": "非公有制企业", "私营企业": "非公有制企业", "民企": "非公有制企业",
        "私企": "非公有制企业", "个体": "非公有制企业", "个体工商户": "非公有制企业", "个体户": "非公有制企业",
        "外资": "非公有制企业", "外商独资": "非公有制企业", "外资企业": "非公有制企业", "港澳台资": "非公有制企业",
        "新经济": "新经济组织", "新社会": "新社会组织", "社会组织": "新社会组织", "社会团体": "新社会组织",
        "民办非企业单位": "新社会组织", "民非": "新社会组织", "新就业": "新就业群体", "新业态": "新就业群体",
        "国有": "国有企业", "国企": "国有企业", "国有独资": "国有企业", "央企": "国有企业",
        "机关": "机关事业单位", "事业单位": "机关事业单位", "事业": "机关事业单位", "行政机关": "机关事业单位",
    },
    name="所有制",
)  # fmt: skip
_INDUSTRY = cleaners.choice(
    [str(label) for label in Industry.labels],
    {
        **{str(c.value): str(c.label) for c in Industry},
        "农业": "农、林、牧、渔业", "农林牧渔业": "农、林、牧、渔业", "制造": "制造业", "工业": "制造业",
        "电力": "电力、热力、燃气及水生产和供应业", "能源": "电力、热力、燃气及水生产和供应业",
        "建筑": "建筑业", "批发零售": "批发和零售业", "批发零售业": "批发和零售业", "商贸": "批发和零售业",
        "贸易": "批发和零售业", "零售业": "批发和零售业", "批发业": "批发和零售业",
        "物流": "交通运输、仓储和邮政业", "物流业": "交通运输、仓储和邮政业", "运输": "交通运输、仓储和邮政业",
        "交通运输业": "交通运输、仓储和邮政业", "港口": "交通运输、仓储和邮政业", "仓储": "交通运输、仓储和邮政业",
        "餐饮": "住宿和餐饮业", "餐饮业": "住宿和餐饮业", "住宿": "住宿和餐饮业", "酒店": "住宿和餐饮业",
        "软件": "信息传输、软件和信息技术服务业", "信息技术": "信息传输、软件和信息技术服务业",
        "互联网": "信息传输、软件和信息技术服务业", "信息技术服务业": "信息传输、软件和信息技术服务业",
        "金融": "金融业", "房地产": "房地产业", "物业": "房地产业", "商务服务": "租赁和商务服务业",
        "商务服务业": "租赁和商务服务业", "科研": "科学研究和技术服务业", "技术服务业": "科学研究和技术服务业",
        "其他行业": "其他",
    },
    name="行业",
)  # fmt: skip

COLUMNS = (
    Column(
        "name",
        "名称",
        name_cell,
        ("企业名称", "单位名称", "公司名称", "企业全称", "单位全称", "单位"),
        ("企业", "公司"),
        required=True,
        distinct=True,
        looks_like=_looks_like_firm,
        width=32,
        example="湖风纺织有限公司",
    ),
    Column(
        "credit_code",
        "统一社会信用代码",
        credit_code_cell,
        ("信用代码", "社会信用代码", "统一信用代码", "统一社会信用代码号", "营业执照号"),
        ("代码", "组织机构代码"),
        distinct=True,
        hint="18 位，按文本填写",
        width=24,
    ),
    Column(
        "ownership",
        "所有制",
        _OWNERSHIP,
        (
            "企业性质",
            "单位性质",
            "经济类型",
            "所有制性质",
            "所有制类型",
            "企业类型",
            "单位类型",
            "经济性质",
            "单位类别",
        ),
        ("性质", "类型"),
        width=15,
    ),
    Column(
        "industry", "行业", _INDUSTRY, ("所属行业", "行业类别", "行业分类", "行业门类", "主营行业"), width=26
    ),
    Column(
        "covered_by",
        "联系支部",
        cleaners.text(100),
        (
            "联系党支部",
            "覆盖支部",
            "覆盖党支部",
            "所属党支部",
            "联系的党支部",
            "挂靠党支部",
            "包联支部",
            "党支部",
            "支部",
        ),
        width=22,
    ),
    Column(
        "employee_count",
        "职工人数",
        cleaners.whole_number,
        (
            "职工数",
            "员工人数",
            "员工数",
            "从业人数",
            "从业人员",
            "从业人员数",
            "用工人数",
            "职工总数",
            "员工总数",
        ),
        ("人数",),
        width=11,
    ),
    Column(
        "arrived_on",
        "入园日期",
        cleaners.day_text,
        ("入园时间", "入驻日期", "入驻时间", "进园日期", "进园时间"),
        hint="只写到月的，按当月 1 日",
        width=13,
    ),
    Column(
        "left_on", "离园日期", cleaners.day_text, ("离园时间", "退园日期", "退园时间", "迁出日期"), width=13
    ),
)


class EnterpriseSheet(SheetKind[lookups.EnterpriseLookups]):
    """企业名单."""

    key = "enterprises"
    rank = 20
    title = "企业名单"
    noun = "家企业"
    permission = lookups.PERMISSION
    object_label = "branches.enterprise"
    columns = COLUMNS

    @property
    def lasting(self) -> frozenset[str]:
        """What tells who an enterprise is, and what each must have."""
        return frozenset({"credit_code", "ownership"})

    def places(self, *, by: Actor) -> list[Place]:
        return lookups.places(by=by)

    def offered(self, column: Column, context: lookups.EnterpriseLookups) -> Sequence[str]:
        if column.field == "covered_by":
            return context.branch_names
        return tuple(judging.CODES.get(column.field, ()))

    def context(self, *, by: Actor, place: Place, answers: Answers) -> lookups.EnterpriseLookups:
        return lookups.load(by=by, place=place, answers=answers)

    def values_of_sheet(self, name: str, context: lookups.EnterpriseLookups) -> dict[str, str]:
        """A sheet named after a branch gives it to its rows."""
        branch = context.branches.called(name)
        return {"covered_by": branch.name} if branch else {}

    def judge(self, rows: Sequence[PlannedRow], context: lookups.EnterpriseLookups) -> None:
        judging.judge(rows, context)

    def write(
        self, rows: Sequence[PlannedRow], context: lookups.EnterpriseLookups, *, by: Actor
    ) -> Iterable[Written]:
        del by  # the import's own entry names the actor
        return storing.write(rows, context)

    def undo(self, rows: Sequence[ImportRow], *, by: Actor) -> None:
        del by  # as above
        storing.undo(rows)

    def names_of(self, keys: Iterable[int | None], *, by: Actor) -> dict[int, str]:
        found = Enterprise.objects.visible_to(by).filter(pk__in=[key for key in keys if key])
        return dict(found.values_list("pk", "name"))

    def shown(self, name: str, value: Any) -> str:  # noqa: ANN401  as the database keeps it
        if name == "covered_by":
            return str(Branch.objects.filter(pk=value).first() or "")
        return super().shown(name, judging.LABELS.get(name, {}).get(value, value))

    def address_of(self, key: int) -> str:
        return reverse("branches:enterprise", args=[key])


ENTERPRISES = register(EnterpriseSheet())


@ask_for_days
def days_of_files() -> dict[int, int]:
    """Return for how many days each committee wants uploaded files to be kept."""
    return dict(Committee.objects.values_list("pk", "import_file_days"))
