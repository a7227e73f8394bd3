"""What the tests of returns share: a month that has just ended, pictures, and the ways to a return's pages."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from branches.models import Branch
from core.periods import Month
from reports.models import BranchReturn

MARCH = Month(2024, 3)
"""The tests take place on 15 April: it was due on the 5th."""
WORK = "3月20日召开支部党员大会，18 名流动党员参加。"


def address(branch: Branch, month: Month = MARCH, step: str = "return") -> str:
    """Return the address of the page, or of a button on it (``return_save``)."""
    return reverse(f"reports:{step}", args=[branch.pk, month])


def stored(branch: Branch, month: Month = MARCH) -> BranchReturn:
    """Return what the database holds."""
    return BranchReturn.objects.get(branch=branch, month=month)


def image(form: str = "JPEG", size: tuple[int, int] = (40, 30), **saved: object) -> bytes:
    """Return the bytes of a picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    picture.save(out, form, **saved)
    return out.getvalue()


def upload(data: bytes, name: str = "IMG_冯立家门口.jpg") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, data, content_type="image/jpeg")
