"""Names and responsibility stand side by side by voice on the page, in one typography for all."""

from __future__ import annotations

import io
import re

import recounted
from recounted.outputs import html

TEXT = (
    "At least nine people were killed in a raid on Monday. The ministry called it a massacre and blamed the Sarhad Front"
    " for the deaths. “It was a clash,” the Sarhad Front said."
)


def page() -> str:
    stream = io.BytesIO()
    html.write([recounted.read(TEXT, outlet="Torvik Gazette")], stream)
    return stream.getvalue().decode()


def views() -> str:
    found = re.search(r"<table class=views>.*?</table>", page(), re.DOTALL)
    assert found is not None
    return found.group()


def test_a_voice_is_a_row_with_its_names_beside_its_parties() -> None:
    rows = re.findall(r"<th scope=row colspan=2>(.*?)</th></tr><tr><td>(.*?)</td><td>(.*?)</td>", views(), re.DOTALL)
    by_voice = {voice: (names, parties) for voice, names, parties in rows}
    ministry = next(told for voice, told in by_voice.items() if voice.endswith("ministry"))
    assert "massacre" in ministry[0] and "Sarhad Front" in ministry[1]


def test_contested_is_a_note_and_nothing_else() -> None:
    terms = re.findall(r"<li[^>]*><q>([^<]*)</q>[^<]*((?:<small.*?</small>)?)", views())
    notes = dict(terms)
    assert "contested in use" in notes["massacre"]
    assert "contested" not in notes["raid"]
    assert not re.search(r"<(?:b|strong|em|mark)\b", views())
