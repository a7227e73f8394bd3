"""The page that takes a file: what it refuses is said in one sentence and leaves a trace."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import AuditEntry
from spreadsheets.reader import process
from spreadsheets.reader.refusal import SENTENCES

PAGE = reverse("spreadsheets:upload", args=["members"])
TOO_LARGE = "文件超过 10 MB，不能上传。请删去图片和多余的工作表，或分成几个文件后再上传。"
EMPTY = "文件是空的，里面没有任何内容。请重新导出或保存后再上传。"


@pytest.mark.parametrize(
    ("content", "sentence", "detail"),
    [
        (b"", EMPTY, "empty，0 字节，指纹 e3b0c44298fc1c14"),
        (b"x" * (10 * 1024 * 1024 + 128 * 1024), TOO_LARGE, "too_large"),
    ],
    ids=["empty", "too large"],
)
def test_a_file_refused_for_its_size_is_told_and_noted(
    content: bytes, sentence: str, detail: str, client_of: Callable[[User], Client], secretary_one: User
) -> None:
    answer = client_of(secretary_one).post(PAGE, {"file": SimpleUploadedFile("名单.xlsx", content)})
    assert (answer.status_code, answer.context["form"].errors["file"]) == (422, [sentence])
    entry = AuditEntry.objects.get(verb="upload")
    assert (entry.outcome, entry.object_words, entry.detail) == (
        "refused",
        "名单.xlsx",
        f"流动党员花名册：{detail}",
    )


def test_the_death_of_the_reader_is_a_sentence_and_an_entry(
    client_of: Callable[[User], Client], secretary_one: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program stands in for a reader that a file has killed."""
    monkeypatch.setattr(process, "BOOT", "import os; os.abort()")
    answer = client_of(secretary_one).post(PAGE, {"file": SimpleUploadedFile("名单.csv", b"x,y")})
    assert answer.context["form"].errors["file"] == [SENTENCES["reader_died"]]
    entry = AuditEntry.objects.get(verb="upload")
    assert entry.outcome == "refused"
    assert entry.detail.startswith("流动党员花名册：reader_died，3 字节，指纹 ")


def test_no_file_at_all_is_told_and_leaves_no_trace(
    client_of: Callable[[User], Client], secretary_one: User
) -> None:
    answer = client_of(secretary_one).post(PAGE, {})
    assert answer.context["form"].errors["file"] == ["请先选择要导入的表格文件。"]
    assert AuditEntry.objects.filter(verb="upload").count() == 0
