"""Bytes -> text, and the name of the encoding; tells a binary from a text.

In:  bytes, and the encoding that they declare, if any.    Out: the text as it is, and what was guessed.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_BINARIES = [
    (b"%PDF", "a PDF"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"), (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"{\\rtf", "an RTF document"),
]  # fmt: skip
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.01  # of bytes; texts have none, executables and images a tenth and more

# Bytes of windows-1252 that running text in a Latin script holds: marks of quotation and dashes, signs, letters.
_LATIN = re.compile(rb"[\x80\x82-\x89\x8b\x91-\x99\x9b\xa0-\xff]")
_LATIN_SHARE = 0.12  # of bytes; accented letters in French are 4 %, in Czech 10 %; in Russian nearly all are high
# A sign between small letters ("b³êdów") is a letter of another code page: Polish would pass for windows-1252.
_SIGN_IN_WORD = re.compile(rb"[a-z\xe0-\xff][\xa1-\xac\xae-\xb4\xb8-\xbf\xd7\xf7][a-z\xe0-\xff]")
_SAMPLE = 200_000  # bytes that a guess looks at


class Decoded(NamedTuple):
    """text; the encoding's name in Python; what a reader should be told of it, or None if it declares itself."""

    text: str
    encoding: str
    remark: str | None


def binary_kind(head: bytes) -> str | None:
    """Return what kind of binary begins with head, or None if it looks like text."""
    for magic, kind in _BINARIES:
        if head.startswith(magic):
            return kind
    if any(head.startswith(mark) for mark, _ in _MARKS) or _unmarked_utf16(head):
        return None
    return "binary data" if len(_CONTROLS.findall(head)) > _CONTROL_SHARE * len(head) or b"\0" in head[:1024] else None


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 in an ASCII-rich text without a mark: every other byte is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of data: by its byte order mark, as UTF-8, as it declares, or as guessed, in this order.

    declared: the name that a page or a header gives, tried only where the bytes are no UTF-8.
    A byte order mark is the encoding's and not the text's. Bytes that fit nowhere become U+FFFD; the remark says so.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _forced(data[len(mark) :], name)
    if wide := _unmarked_utf16(data):  # before UTF-8, which takes zero bytes for characters
        return _forced(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", None)
    except UnicodeDecodeError as error:
        first_bad = error.start
    if declared and (found := _as_declared(data, declared)):
        return found
    if _mostly_utf8(data):
        text = data.decode("utf-8", "replace")
        bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
        return Decoded(text, "utf-8", f"{bad} places that are not UTF-8, the first at byte {first_bad}, became U+FFFD")
    decoded = _forced(data, _guess(data))
    guessed = f"the encoding is guessed to be {decoded.encoding}; nothing declares it"
    return decoded._replace(remark=decoded.remark or guessed)


def _public(name: str) -> str:
    """Return the name that the web uses: "cp1252" is windows-1252."""
    name = name.replace("_", "-")
    return name.replace("cp125", "windows-125") if re.fullmatch(r"cp125\d", name) else name


def _forced(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), _public(name), None)
    except UnicodeDecodeError as error:
        remark = f"places that are not {_public(name)}, the first at byte {error.start}, became U+FFFD"
        return Decoded(data.decode(name, "replace"), _public(name), remark)


def _as_declared(data: bytes, declared: str) -> Decoded | None:
    try:
        name = codecs.lookup(declared).name
        # The web reads "iso-8859-1" and "ascii" as windows-1252 (WHATWG Encoding Standard, names and labels).
        name = "cp1252" if name in ("iso8859-1", "ascii") else name
        return None if name == "utf-8" else Decoded(data.decode(name), _public(name), None)
    except (LookupError, UnicodeError):
        return None


def _mostly_utf8(data: bytes) -> bool:
    """True if nine in ten of the sequences of high bytes are whole UTF-8 characters: damage, not another encoding."""
    text = data.decode("utf-8", "replace")
    high, bad = sum(character > "\x7f" for character in text), text.count("\ufffd")
    return high - bad >= 9 * bad


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    rare = len(_LATIN.findall(sample)) == sum(byte > 0x7F for byte in sample) <= _LATIN_SHARE * len(sample)
    if rare and not _SIGN_IN_WORD.search(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # 50 ms to import, and seldom needed

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
