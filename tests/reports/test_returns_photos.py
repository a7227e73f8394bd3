"""Photos of a return: what is kept of an upload, what is refused, who sees them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from reports.actions import accept_return, add_photos, remove_photo, submit_return
from reports.models import BranchReturn, ReturnPhoto
from reports.returns.photos import HEIC, MAX_BYTES, NO_PICTURE, TOO_BIG, TOO_WIDE, drawn
from tests.reports.return_world import MARCH, WORK, address, image, stored, upload

ClientOf = Callable[[User], Client]
PLACE = "长岭街道港城路"


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def from_a_camera(size: tuple[int, int] = (40, 30)) -> bytes:
    """A photo held upright by somebody who turned the phone, with the place and the phone written into it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = 6, "Phone", PLACE
    exif.get_ifd(0x8825)[1] = "N"
    return image(size=size, exif=exif, comment=PLACE.encode())


def png_claiming(width: int, height: int) -> bytes:
    """A picture of a few bytes that claims to be huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_nothing_of_the_camera_remains_and_the_picture_stands_upright() -> None:
    picture = drawn(from_a_camera())
    assert (picture.width, picture.height) == (30, 40)
    seen = opened(picture.content)
    assert (seen.format, seen.size, dict(seen.getexif())) == ("JPEG", (30, 40), {})
    assert not {"exif", "comment", "icc_profile"} & seen.info.keys()
    for trace in (b"Exif", b"Phone", PLACE.encode()):
        assert trace not in picture.content
    top, bottom = seen.getpixel((15, 3)), seen.getpixel((15, 36))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 > bottom[0]
    assert bottom[2] > 200 > top[2]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_is_drawn_smaller(form: str) -> None:
    picture = drawn(image(form, size=(3200, 1000)))
    assert (picture.width, picture.height) == (1600, 500)
    assert opened(picture.content).size == (1600, 500)


def test_what_is_transparent_becomes_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(drawn(out.getvalue()).content).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7 something", NO_PICTURE),
        (b"", NO_PICTURE),
        (image("GIF"), NO_PICTURE),
        (image()[:300], NO_PICTURE),
        (image("PNG")[:60], NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NO_PICTURE),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", HEIC),
        (b"\xff\xd8" + b"\0" * MAX_BYTES, TOO_BIG),
        (png_claiming(40_000, 40_000), TOO_WIDE),
        (png_claiming(10_000, 10_000), TOO_WIDE),
    ],
    ids=["pdf", "empty", "gif", "half a jpeg", "half a png", "svg", "heic", "big", "bomb", "wide"],
)
def test_what_cannot_be_drawn_is_told_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        drawn(data)
    assert refused.value.messages == [sentence]


def send(client: Client, branch: Branch, *files: bytes) -> list[str]:
    """Upload files on the page and return what it says."""
    answer = client.post(
        address(branch, step="return_photos"), {"photos": [upload(file) for file in files]}, follow=True
    )
    return [str(message) for message in answer.context["messages"]]


def test_several_photos_at_once_begin_the_return_and_what_is_none_is_told_by_its_place(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    client = client_of(secretary_one)
    said = send(client, branch_one, from_a_camera(), b"no picture", image("PNG"))
    assert said == ["已上传 2 张照片。", f"第 2 张：{NO_PICTURE}"]
    assert [(photo.width, photo.height) for photo in stored(branch_one).photos.all()] == [(30, 40), (40, 30)]
    assert AuditEntry.objects.get().detail == "上传 2 张照片"
    assert stored(branch_one).revision == 0
    assert send(client, branch_one) == ["请先选择照片。"]
    assert send(client, branch_one, b"no picture") == [NO_PICTURE]


def test_a_return_holds_nine_photos(client_of: ClientOf, secretary_one: User, branch_one: Branch) -> None:
    client = client_of(secretary_one)
    send(client, branch_one, *[image()] * 8)
    assert send(client, branch_one, image(), image()) == [
        "每份月报最多 9 张照片，已有 8 张，这次选了 2 张。请减少几张。"
    ]
    assert send(client, branch_one, image()) == ["已上传 1 张照片。"]
    assert ReturnPhoto.objects.count() == 9


def test_photos_are_encrypted_at_rest_and_their_names_are_kept_nowhere(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    send(client_of(secretary_one), branch_one, image())
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM reports_returnphoto")
        sealed = bytes(cursor.fetchone()[0])
    assert sealed[:3] == b"t2:"
    assert b"JFIF" not in sealed
    photo = ReturnPhoto.objects.get()
    assert bytes(photo.content)[:2] == b"\xff\xd8"
    assert "冯立" not in f"{photo.caption}{list(AuditEntry.objects.values())}"


def test_whoever_may_see_the_return_sees_its_photos(
    client_of: ClientOf,
    secretary_one: User,
    secretary_two: User,
    staff: User,
    other_staff: User,
    branch_one: Branch,
) -> None:
    send(client_of(secretary_one), branch_one, image())
    url = reverse("reports:photo", args=[ReturnPhoto.objects.get().pk])
    for user in (secretary_one, staff):
        answer = client_of(user).get(url)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        assert answer.content == bytes(ReturnPhoto.objects.get().content)
    for stranger in (secretary_two, other_staff):
        assert client_of(stranger).get(url).status_code == 404


def test_a_caption_is_written_beside_the_photo_and_not_into_the_log(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    client = client_of(secretary_one)
    send(client, branch_one, image())
    url = reverse("reports:photo_caption", args=[ReturnPhoto.objects.get().pk])
    said = client.post(url, {"caption": " 支部  党员大会 "}, headers={"HX-Request": "true"})
    assert (said.status_code, said.content.decode().strip()[-3:]) == (200, "已保存")
    assert ReturnPhoto.objects.get().caption == "支部 党员大会"
    assert AuditEntry.objects.latest("pk").detail == "修改照片说明"
    assert client.post(url, {"caption": "一" * 61}, headers={"HX-Request": "true"}).status_code == 422
    shown = client.post(url, {"caption": "看望员工"}, follow=True).content.decode()
    assert 'value="看望员工"' in shown


def test_a_photo_can_be_taken_out_until_the_return_is_handed_in(
    client_of: ClientOf, secretary_one: User, staff: User, branch_one: Branch
) -> None:
    client = client_of(secretary_one)
    send(client, branch_one, image(), image())
    first, second = ReturnPhoto.objects.all()
    client.post(reverse("reports:photo_remove", args=[first.pk]), follow=True)
    assert list(ReturnPhoto.objects.all()) == [second]
    row = submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK})
    for _ in range(2):
        with pytest.raises(ValidationError, match="不能修改"):
            remove_photo(by=secretary_one, photo=second)
        with pytest.raises(ValidationError, match="不能修改"):
            add_photos(by=secretary_one, branch=branch_one, month=MARCH, pictures=[drawn(image())])
        if row.state != "accepted":
            row = accept_return(by=staff, branch_return=row)
    assert "删去" not in client.get(address(branch_one)).content.decode()
    assert BranchReturn.objects.get().photos.count() == 1
