"""A file on its way through the portal as a browser sends it: upload, columns, check, commit, done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from audit.models import AuditEntry, Outcome
from members.models import Member
from spreadsheets.models import ImportBatch

FIELDS = ("name", "national_id", "phone", "branch", "address", "joined_on")


@dataclass
class Ended:
    """How it ended: ``code`` of a refusal, ``asked`` where the columns page has a question, else ``stored``."""

    code: str
    sentence: str = ""
    batch: ImportBatch | None = None
    plan: Any = None
    pages: list[str] = field(default_factory=list)
    """The text of every page on the way."""


def upload_page(kind: str = "members") -> str:
    """Return the address of the page that takes a file."""
    return reverse("spreadsheets:upload", args=[kind])


def send(client: Client, content: bytes, name: str = "名册.xlsx", kind: str = "members") -> Any:  # noqa: ANN401  a test response
    """Upload a file."""
    return client.post(upload_page(kind), {"file": SimpleUploadedFile(name, content)})


def import_by_web(
    client: Client, content: bytes, name: str = "名册.xlsx", *, valid_only: bool = True
) -> Ended:
    """Send a file all the way; every page on it must answer."""
    answer = send(client, content, name)
    if answer.status_code == 422:
        (sentence,) = answer.context["form"].errors["file"]
        entry = AuditEntry.objects.order_by("-number").first()
        assert entry is not None
        assert entry.outcome == Outcome.REFUSED
        return Ended(
            entry.detail.partition("：")[2].partition("，")[0], sentence, pages=[answer.content.decode()]
        )
    assert answer.status_code == 302
    batch = ImportBatch.objects.order_by("-pk")[0]
    page = client.get(answer["Location"], follow=True)
    assert page.status_code == 200
    columns = client.get(reverse("spreadsheets:columns", args=[batch.pk]))
    assert columns.status_code == 200
    ended = Ended(
        "asked",
        batch=batch,
        plan=page.context["plan"],
        pages=[page.content.decode(), columns.content.decode()],
    )
    if page.redirect_chain[-1][0].endswith("/check/"):
        ended.code = _commit(client, ended, valid_only=valid_only)
    return ended


def _commit(client: Client, ended: Ended, *, valid_only: bool) -> str:
    assert ended.batch is not None
    asked = {"token": ended.batch.token, "fingerprint": ended.plan.fingerprint}
    page = client.post(
        reverse("spreadsheets:commit", args=[ended.batch.pk]), asked | ({"valid_only": "1"} if valid_only else {}),
        follow=True,
    )  # fmt: skip
    assert page.status_code == 200
    ended.pages.append(page.content.decode())
    return "stored"


def stored() -> list[tuple[str, ...]]:
    """Return the people of the register under the header of the hostile files."""
    return [
        (*(str(getattr(m, name)) for name in FIELDS[:3]), m.branch.name, m.address, str(m.joined_on or ""))
        for m in Member.objects.select_related("branch").order_by("pk")
    ]
