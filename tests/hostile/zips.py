"""A zip writer that can lie in every field, and deflated data that inflate to more than anybody would make."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field

STORED, DEFLATED = 0, 8
LOCAL = struct.Struct("<4sHHHHHIIIHH")
CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
END = struct.Struct("<4sHHHHIIH")
UTF8_NAMES = 0x800


@dataclass
class Entry:
    """One part. What is None is told truly."""

    name: str
    data: bytes = b""
    method: int = DEFLATED
    packed: bytes | None = None
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    flags: int = UTF8_NAMES
    local_name: str | None = None
    extra: bytes = b""
    attributes: int = 0
    offset: int | None = None
    descriptor: bool = False
    truth: tuple[int, int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Pack the data."""
        if self.packed is None:
            self.packed = deflated(self.data) if self.method == DEFLATED else self.data
        self.truth = (
            zlib.crc32(self.data) if self.crc is None else self.crc,
            len(self.packed) if self.packed_size is None else self.packed_size,
            len(self.data) if self.size is None else self.size,
        )


def package(entries: list[Entry], *, comment: bytes = b"", count: int | None = None) -> bytes:
    """Return a zip of these entries, in this order."""
    body, directory = bytearray(), bytearray()
    for entry in entries:
        offset = len(body) if entry.offset is None else entry.offset
        name = (entry.local_name or entry.name).encode()
        flags = entry.flags | (8 if entry.descriptor else 0)
        if entry.offset is None:
            told = (0, 0, 0) if entry.descriptor else entry.truth
            body += LOCAL.pack(b"PK\x03\x04", 20, flags, entry.method, 0, 33, *told, len(name), 0)
            body += name + (entry.packed or b"")
            if entry.descriptor:
                body += struct.pack("<4sIII", b"PK\x07\x08", *entry.truth)
        name = entry.name.encode()
        directory += CENTRAL.pack(
            b"PK\x01\x02", 0x0314, 20, flags, entry.method, 0, 33, *entry.truth, len(name), len(entry.extra), 0, 0, 0,
            entry.attributes, offset,
        ) + name + entry.extra  # fmt: skip
    told_count = len(entries) if count is None else count
    end = END.pack(b"PK\x05\x06", 0, 0, told_count, told_count, len(directory), len(body), len(comment))
    return bytes(body + directory + end + comment)


def deflated(data: bytes) -> bytes:
    """Deflate without a header, as a zip keeps data."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def repeated(before: bytes, block: bytes, times: int, after: bytes = b"") -> bytes:
    """Deflate ``before``, then ``block`` so many times, then ``after``; what repeats is packed once."""
    packed = []
    for data in (before, block, after):
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed.append(packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH))
    return packed[0] + packed[1] * times + packed[2] + deflated(b"")
