"""Cuts a text into sentences with nupunkt, paragraph by paragraph.

In:  a text.    Out: spans in text order, trimmed of spaces; a line break always ends a sentence, as does
a full stop that has lost the space behind it.
"""

from __future__ import annotations

import re

from recounted.model import Span

_LINE = re.compile(r"[^\n\r]*[^\s][^\n\r]*")
# "police said.Nobody was hurt": a page put into plain text loses spaces. The word before is all small: "Capt.Orvo".
_GLUED = re.compile(r"[.!?](?=[“\"]?[A-Z][a-z])(?:(?<=\b[a-z]{3}[.!?])|(?<=[a-z]{4}[.!?]))")


def sentences(text: str) -> list[Span]:
    """Return the sentences of text. A paragraph without sentence marks is one sentence."""
    import nupunkt

    out: list[Span] = []
    for line in _LINE.finditer(text):
        for start, end in nupunkt.sent_spans(line.group()):
            begin, stop = line.start() + start, line.start() + end
            while begin < stop and text[begin].isspace():
                begin += 1
            while stop > begin and text[stop - 1].isspace():
                stop -= 1
            for m in _GLUED.finditer(text, begin, stop):
                out.append((begin, m.end()))
                begin = m.end()
            if begin < stop:
                out.append((begin, stop))
    return out
