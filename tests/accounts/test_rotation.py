import io

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from accounts.rotation import encrypted_models, renew_batch
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.models import Branch
from members.models import Member
from spreadsheets.models import ImportBatch

OLD = {"t1": settings.FIELD_KEYS["t1"]}
NEW_ONLY = {"t2": settings.FIELD_KEYS["t2"]}
ID, PHONE = "430602199001011213", "13812348000"


def store(branch: Branch, number: int = 1) -> Member:
    return Member.objects.create(
        committee=branch.committee,
        branch=branch,
        name=f"某{number}",
        national_id=f"{int(ID) + number}",
        phone=f"{int(PHONE) + number}",
    )


def upload(branch: Branch) -> ImportBatch:
    return ImportBatch.objects.create(
        kind="members",
        file_name="名册.csv",
        file_hash="0" * 64,
        file_size=3,
        content=b"a,b",
        committee_key=branch.committee_id,
        owner_name="某",
    )


def stored(table: str, column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY id")  # noqa: S608  names written in this file
        return [value[:3] if isinstance(value, str) else bytes(value)[:3].decode() for (value,) in cursor]


def run() -> tuple[int, list[str], list[str]]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("rotatekeys", stdout=out, stderr=err)
    except SystemExit as leave:
        return int(leave.code or 0), out.getvalue().splitlines(), err.getvalue().splitlines()
    return 0, out.getvalue().splitlines(), err.getvalue().splitlines()


def test_models_are_found_by_their_fields(db: None) -> None:
    assert {"members.member", "spreadsheets.importbatch", "spreadsheets.importrow"} <= {
        model._meta.label_lower for model in encrypted_models()
    }


def test_everything_is_stored_anew_and_reads_without_the_old_key(branch_one: Branch) -> None:
    with override_settings(FIELD_KEYS=OLD):
        member, batch = store(branch_one), upload(branch_one)
    assert (stored("members_member", "phone"), stored("spreadsheets_importbatch", "content")) == (
        ["t1:"],
        ["t1:"],
    )
    status, said, _ = run()
    assert status == 0
    assert "流动党员：1 行，重新加密 2 个值。" in said
    assert said[-2] == "全部数据都已使用密钥 t2，FIELD_KEYS 里的其他密钥可以删去。"
    assert (stored("members_member", "phone"), stored("spreadsheets_importbatch", "content")) == (
        ["t2:"],
        ["t2:"],
    )
    with override_settings(FIELD_KEYS=NEW_ONLY):
        member.refresh_from_db()
        batch.refresh_from_db()
        assert (member.national_id, member.phone, bytes(batch.content)) == (
            "430602199001011214",
            "13812348001",
            b"a,b",
        )
    assert [
        (e.actor_name, e.verb, e.object_kind, e.detail) for e in AuditEntry.objects.order_by("number")
    ] == [
        ("命令行", "settings", "spreadsheets.importbatch", "用密钥 t2 重新加密 1 个值"),
        ("命令行", "settings", "members.member", "用密钥 t2 重新加密 2 个值"),
    ]


def test_blind_indexes_stay(branch_one: Branch) -> None:
    with override_settings(FIELD_KEYS=OLD):
        member = store(branch_one)
    run()
    assert list(Member.objects.with_number("13812348001")) == [member]


def test_second_run_changes_nothing_and_leaves_no_trace(branch_one: Branch) -> None:
    with override_settings(FIELD_KEYS=OLD):
        store(branch_one)
    run()
    before = list(Member.objects.values("pk", "updated_at"))
    traces = AuditEntry.objects.count()
    assert run()[0] == 0
    assert (list(Member.objects.values("pk", "updated_at")), AuditEntry.objects.count()) == (before, traces)


def test_a_run_that_was_stopped_goes_on_where_it_stopped(branch_one: Branch) -> None:
    with override_settings(FIELD_KEYS=OLD):
        for number in range(5):
            store(branch_one, number)
    first = renew_batch(by=COMMAND_LINE, model=Member, after=None, size=2)
    assert (first.rows, first.renewed) == (2, 4)
    assert stored("members_member", "phone") == ["t2:", "t2:", "t1:", "t1:", "t1:"]
    assert "流动党员：5 行，重新加密 6 个值。" in run()[1]
    assert stored("members_member", "phone") == ["t2:"] * 5


def test_what_cannot_be_decrypted_is_named_and_left(branch_one: Branch) -> None:
    lost = {"t0": b"0" * 32}
    with override_settings(FIELD_KEYS=lost):
        member = store(branch_one)
    status, _, complaints = run()
    assert status == 1
    assert complaints == [
        "有 2 个值无法解密，没有改动：",
        f"  members_member.national_id（第 {member.pk} 行）",
        f"  members_member.phone（第 {member.pk} 行）",
        "请确认 FIELD_KEYS 里还留着旧密钥，再运行一次。",
    ]
    with override_settings(FIELD_KEYS=lost):
        assert Member.objects.get().phone == "13812348001"
