"""The same PDF in fewer bytes: a reader on 2G waits a second for every ten thousand.

Typst writes each object by itself, 17,000 of them in a guide, most of them tags for screen
readers, and numbers with eight digits. Here all objects but streams go into object streams (ISO
32000-1, 7.5.7), which compress to a tenth, and numbers of page contents get as many digits as
paper shows. qpdf, beside it, puts a hundred objects into a stream, which makes a guide a tenth
bigger, and takes three times as long.
"""

import re
import struct
import zlib
from collections.abc import Iterator

_PER_STREAM = 2000
"""Objects in an object stream. Fewer compress worse, more make a reader unpack what it does not
show yet."""

_LEVEL = 9
"""Of deflate: for a guide, 9 takes half a second more than 7 and spares a reader 35 KB."""

_NUMBERS = re.compile(
    rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\))*\)"  # strings stay as they are
    rb"|\d*\.\d{3,}",
    re.DOTALL,
)
_TRAILER = re.compile(rb"trailer\n<<(.*)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_STREAM = re.compile(rb"(<<.*?/Length )(\d+)(.*?>>)\nstream\n", re.DOTALL)
_CONTENTS = re.compile(rb"<</Type/Page/.*?/Contents (\d+) 0 R", re.DOTALL)
_HEADER = b"%PDF-1.7\n%\x80\x80\x80\x80\n"
_ENTRY = 20
"""Bytes of an entry of the table of references (7.5.4)."""


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of Typst's has."""
    return pdf.count(b"<</Type/Page/")


def pack(pdf: bytes) -> bytes:
    """A PDF as Typst writes it, packed. Equal bytes give equal bytes.

    Raises ValueError for a PDF that is written in another way.
    """
    trailer = _TRAILER.search(pdf)
    table = _TABLE.match(pdf, int(trailer[2])) if trailer else None
    if trailer is None or table is None:
        raise ValueError("not a PDF as Typst writes it")
    return _Packing(pdf, int(trailer[2]), table.end(), int(table[1])).packed(trailer[1])


class _Packing:
    def __init__(self, pdf: bytes, end: int, table: int, size: int) -> None:
        self.pdf, self.size = pdf, size
        offsets = [int(pdf[at : at + 10]) for at in range(table, table + _ENTRY * size, _ENTRY)]
        offsets.append(end)
        self.bodies = [b""]
        for number in range(1, size):
            whole = pdf[offsets[number] : offsets[number + 1]].rstrip()
            start = b"%d 0 obj\n" % number
            if not whole.startswith(start) or not whole.endswith(b"endobj"):
                raise ValueError(f"object {number} is not where it should be")
            self.bodies.append(whole[len(start) : -len(b"\nendobj")])
        self.contents = {int(one) for one in _CONTENTS.findall(pdf)}

    def packed(self, trailer: bytes) -> bytes:
        parts = [_HEADER]
        at = len(_HEADER)
        places: list[tuple[int, int, int]] = [(0, 0, 65535)] * (self.size)
        others: list[tuple[int, bytes]] = []
        for number in range(1, self.size):
            body = self.bodies[number]
            found = _STREAM.match(body)
            if found is None:
                others.append((number, body))
                continue
            data = body[found.end() : found.end() + int(found[2])]
            places[number] = (1, at, 0)
            parts.append(self._stream(number, found[1], data, found[3]))
            at += len(parts[-1])
        for group in _groups(others):
            number = len(places)
            for index, (other, _) in enumerate(group):
                places[other] = (2, number, index)
            places.append((1, at, 0))
            parts.append(_object_stream(number, group))
            at += len(parts[-1])
        parts.append(_references(places, at, re.sub(rb"/Size \d+", b"", trailer)))
        return b"".join(parts)

    def _stream(self, number: int, before: bytes, data: bytes, after: bytes) -> bytes:
        if b"/FlateDecode" in before + after and b"/DecodeParms" not in before + after:
            content = zlib.decompress(data)
            if number in self.contents:
                data = compressed(_NUMBERS.sub(_rounded, content))
            elif data.endswith(b"\r"):
                data = compressed(content)
        return _written(number, b"%b%d%b" % (before, len(data), after), data)


def _groups(objects: list[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    for start in range(0, len(objects), _PER_STREAM):
        yield objects[start : start + _PER_STREAM]


def _object_stream(number: int, group: list[tuple[int, bytes]]) -> bytes:
    at, pairs = 0, []
    for other, body in group:
        pairs.append(b"%d %d" % (other, at))
        at += len(body) + 1
    head = b" ".join(pairs) + b"\n"
    data = compressed(head + b"\n".join(body for _, body in group))
    entries = b"<</Type/ObjStm/N %d/First %d/Length %d/Filter/FlateDecode>>"
    return _written(number, entries % (len(group), len(head), len(data)), data)


def _references(places: list[tuple[int, int, int]], at: int, trailer: bytes) -> bytes:
    """The cross-reference stream (7.5.8), which stands at `at`, and the end of the file."""
    number = len(places)
    rows = b"".join(struct.pack(">BIH", *place) for place in (*places, (1, at, 0)))
    data = compressed(rows)
    entries = b"<</Type/XRef/Size %d/W[1 4 2]/Length %d/Filter/FlateDecode%b>>"
    written = _written(number, entries % (number + 1, len(data), trailer), data)
    return written + b"startxref\n%d\n%%%%EOF\n" % at


def _written(number: int, entries: bytes, data: bytes) -> bytes:
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, entries, data)


def compressed(content: bytes) -> bytes:
    """Deflated. PDF/A wants `/Length` to be what a reader counts up to the line end before
    `endstream`, which cannot be told of data that ends with a carriage return: one stream in 256
    does, with its checksum, and gets a byte more that nobody reads: of white space, or after the
    tables of a font."""
    data = zlib.compress(content, _LEVEL)
    if data.endswith(b"\r"):
        is_font = content[:4] in (b"\0\1\0\0", b"true", b"OTTO")
        data = zlib.compress(content + (b"\1" if is_font else b"\n"), _LEVEL)
    return data


def _rounded(match: re.Match[bytes]) -> bytes:
    """A number to a tenth of a point, 35 µm; small ones, which may be factors, to more digits."""
    text = match[0]
    if text.startswith(b"("):
        return text
    value = float(text)
    digits = b"%.4f" if value < 1 else b"%.2f" if value < 10 else b"%.1f"
    return (digits % value).rstrip(b"0").rstrip(b".") or b"0"
