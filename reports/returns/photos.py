"""A photo as it is kept: drawn anew from what was uploaded, so that nothing else of the file remains.

What a camera writes beside the picture (where it was taken, when, by which phone) is gone, and so is whatever else a
file might carry. The name of the file is not kept either.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

MOST = 9
"""So many photos a return holds."""
MAX_BYTES = 10 * 1024 * 1024
SIDE, QUALITY = 1600, 85
MAX_PIXELS = 30_000_000
MAX_PIXELS_JPEG = 120_000_000
"""A JPEG is read at a fraction of its size, everything else whole: 30 million points take 120 MB meanwhile."""
FORMATS = ("JPEG", "PNG", "WEBP")
SHRINKING = ("JPEG", "MPO")
"""Formats that can be read small; the second is a JPEG that holds several pictures, as some phones write it."""
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")

TOO_BIG = f"这张照片超过 {MAX_BYTES // 1024 // 1024} MB。请在手机里选“中等大小”发送，或者截图后再上传。"
TOO_WIDE = "这张图片的像素太多，无法处理。请缩小后再上传，长边 4000 像素就够了。"
HEIC = "这是苹果手机的 HEIC 照片，暂不能读取。请在手机“设置－相机－格式”中选“兼容性最佳”后重拍，或另存为 JPG 再上传。"
NO_PICTURE = "这个文件不是照片，或者已经损坏。请上传 JPG、PNG 或 WebP 格式的照片。"


@dataclass(frozen=True)
class Picture:
    """A drawn photo: a JPEG without anything beside the picture."""

    content: bytes
    width: int
    height: int


def drawn(data: bytes) -> Picture:
    """Draw the photo in ``data`` anew: upright, at most 1600 points long; raise ``ValidationError`` otherwise."""
    if len(data) > MAX_BYTES:
        raise ValidationError(TOO_BIG, code="size")
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        raise ValidationError(HEIC, code="heic")
    try:
        return _drawn(data)
    except ValidationError:
        raise
    except Image.DecompressionBombError as bomb:
        raise ValidationError(TOO_WIDE, code="pixels") from bomb
    except Exception as broken:  # whatever a decoder stumbles over in somebody's bytes
        raise ValidationError(NO_PICTURE, code="picture") from broken


def _drawn(data: bytes) -> Picture:
    with Image.open(BytesIO(data), formats=FORMATS) as photo:
        width, height = photo.size
        if width * height > (MAX_PIXELS_JPEG if photo.format in SHRINKING else MAX_PIXELS):
            raise ValidationError(TOO_WIDE, code="pixels")
        photo.draft("RGB", (SIDE, SIDE))
        upright = ImageOps.exif_transpose(photo)
        seen = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    seen.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    # A new picture, for the old one remembers comments and the like.
    clean = Image.new("RGB", seen.size, "white")
    clean.paste(seen, mask=seen if seen.mode == "RGBA" else None)
    out = BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Picture(out.getvalue(), *clean.size)
