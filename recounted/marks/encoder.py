"""Reads marks and links with the shipped weights: our small encoder, run by onnxruntime on one thread.

In:  a text.    Out: a Reading. The weights and the tokenizer lie in recounted/weights (training.export writes them).
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

from recounted.marks import decode, quotes, selection, windows
from recounted.model import Link, Mark, Reading

Found = tuple[list[Mark], list[Link]]


@functools.cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str((resources.files("recounted") / "weights" / "tokenizer.json").read_text("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@functools.cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    weights = (resources.files("recounted") / "weights" / "encoder.onnx").read_bytes()
    # training.graph says why: what the fusion makes of Add and LayerNormalization takes five times as long.
    return onnxruntime.InferenceSession(
        weights, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def outputs_of(window: windows.Window) -> decode.Outputs:
    """Return the network's outputs for one window; one window a call, so that its neighbours cannot change it."""
    outputs = _session().run(None, {"ids": window.ids[None], "features": window.features[None]})
    return decode.Outputs(*(output[0] for output in outputs))


def read_marks(
    text: str, setting: decode.Setting | None = None, only: str | None = None, language: str = "en"
) -> Reading:
    """Return every mark and link of text, in text order; an empty Reading for a text without words.

    only: "claims" reads the windows alone that may hold claims and those that their sources need (marks.selection);
    windows are cut the same way either way, and a window without a word of harm or of an event yields no claim's marks
    either way.
    """
    settings = setting or decode.Setting()
    if only == "claims" and not selection.places_of(text, language):
        return Reading([], [])
    cut = windows.windows(text, _tokenizer())
    pieces = [quotation.pieces for quotation in quotes.quotations(text)]
    extents = [selection.extent(window) for window in cut]
    telling = selection.chosen(text, extents, pieces, language)
    read: dict[int, Found] = {}

    def look(n: int) -> None:
        if n not in read:
            found, ties = decode.read_window(text, cut[n], outputs_of(cut[n]), settings)
            read[n] = ([f.mark for f in found], ties) if n in telling else _speech_alone([f.mark for f in found], ties)

    for n in sorted(telling) if only == "claims" else range(len(cut)):
        look(n)
    if only == "claims":
        for n in sorted(telling):
            for back in selection.looks_back(text, read[n][0], extents, n):
                look(back)
                for first in selection.introductions(text, read[back][0], extents, back):
                    look(first)
    marks: list[Mark] = []
    links: list[Link] = []
    for n in sorted(read):
        found, ties = read[n]
        begin = len(marks)
        marks += found
        links += [Link(tie.role, tie.tail + begin, tie.head + begin, tie.probability) for tie in ties]
    return Reading(marks, links)


def _speech_alone(marks: list[Mark], links: list[Link]) -> Found:
    """Return the marks of who says what, without those of claims, and the links between them."""
    kept = [at for at, mark in enumerate(marks) if mark.role in ("source", "cue", "content")]
    new = {old: at for at, old in enumerate(kept)}
    ties = [Link(k.role, new[k.tail], new[k.head], k.probability) for k in links if k.tail in new and k.head in new]
    return [marks[at] for at in kept], ties
