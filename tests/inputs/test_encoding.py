import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.inputs import encoding

ENGLISH = "The mayor said “twelve people” were hurt — at Café Orléans’ gate. " * 4


@pytest.mark.parametrize(
    "text, name, public",
    [
        (ENGLISH, "cp1252", "windows-1252"),
        (
            "Власти сообщили, что погибли двенадцать человек, ещё сорок пропали без вести. " * 4,
            "cp1251",
            "windows-1251",
        ),
        ("Власти сообщили, что погибли двенадцать человек, ещё сорок пропали без вести. " * 4, "koi8_r", "koi8-r"),
        ("洪水で十二人が死亡したと市長が述べた。行方不明者は四十人に上る。" * 5, "shift_jis", "cp932"),
        ("市长说，洪水造成十二人死亡，四十人失踪。" * 8, "gb18030", "gb18030"),
        ("Zginęło dwanaście osób, czterdzieści zostało rannych, mówi burmistrz. " * 4, "cp1250", "windows-1250"),
        ("وقال المسؤول إن اثني عشر شخصا قتلوا في الفيضانات. " * 5, "cp1256", "windows-1256"),
    ],
)
def test_an_encoding_that_nothing_declares_is_guessed_and_said(text: str, name: str, public: str) -> None:
    decoded = encoding.decode(text.encode(name))
    assert (decoded.text, decoded.encoding) == (text, public)
    assert decoded.remark is not None and public in decoded.remark


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_the_encodings_and_not_the_texts(name: str) -> None:
    decoded = encoding.decode(ENGLISH.encode(name))
    assert (decoded.text, decoded.remark) == (ENGLISH, None)
    assert encoding.binary_kind(ENGLISH.encode(name)) is None


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(name: str) -> None:
    data = ENGLISH.encode(name)
    assert encoding.decode(data)[:2] == (ENGLISH, name)
    assert encoding.binary_kind(data) is None


def test_what_is_declared_is_tried_where_the_bytes_are_no_utf8() -> None:
    russian = "Ещё сорок пропали."
    assert encoding.decode(russian.encode("koi8_r"), "KOI8-R") == (russian, "koi8-r", None)
    assert encoding.decode(russian.encode(), "KOI8-R") == (russian, "utf-8", None)
    assert encoding.decode("“x”".encode("cp1252"), "iso-8859-1").text == "“x”"
    assert encoding.decode(ENGLISH.encode("cp1252"), "no-such-code").text == ENGLISH


def test_a_damaged_byte_costs_itself_and_is_told() -> None:
    words = "Ünï çé — “good”. ".encode()
    decoded = encoding.decode(words + b"\xff" + words * 7)
    assert decoded.encoding == "utf-8" and decoded.text.count("\ufffd") == 1
    assert decoded.remark is not None and f"byte {len(words)}" in decoded.remark


@pytest.mark.parametrize(
    "data, kind",
    [
        (b"%PDF-1.7 rest", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (bytes(range(256)) * 4, "binary data"),
        (b"text with a zero\0in it", "binary data"),
        (codecs.BOM_UTF8 + b"text", None),
        (b"plain text\r\n\x0c page two \x1b[1m", None),
        (b"", None),
    ],
)
def test_binaries(data: bytes, kind: str | None) -> None:
    assert encoding.binary_kind(data) == kind


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf8_is_kept_exactly(text: str) -> None:
    assert encoding.decode(text.encode()) == (text, "utf-8", None)
