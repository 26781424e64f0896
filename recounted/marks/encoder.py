"""Reads marks and links with the shipped weights: our small encoder, run by onnxruntime on one thread.

In:  a text.    Out: a Reading. The weights and the tokenizer lie in recounted/weights (training.export writes them).
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

import numpy as np

from recounted.marks import decode, quotes, selection, windows
from recounted.model import Link, Mark, Reading


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
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def outputs_of(window: windows.Window) -> decode.Outputs:
    """Return the network's outputs for one window; one window a call, so that its neighbours cannot change it."""
    feed = {"ids": window.ids[None], "mask": np.ones((1, len(window.ids)), np.int64), "features": window.features[None]}
    return decode.Outputs(*(output[0] for output in _session().run(None, feed)))


def read_marks(
    text: str, setting: decode.Setting | None = None, only: str | None = None, language: str = "en"
) -> Reading:
    """Return every mark and link of text, in text order; an empty Reading for a text without words.

    only: "claims" reads the windows alone that may hold claims and those that their sources need (marks.selection);
    windows are cut the same way either way.
    """
    settings = setting or decode.Setting()
    if only == "claims" and not selection.places_of(text, language):
        return Reading([], [])
    cut = windows.windows(text, _tokenizer())
    read: dict[int, tuple[list[decode.Found], list[Link]]] = {}

    def look(n: int) -> None:
        if n not in read:
            read[n] = decode.read_window(text, cut[n], outputs_of(cut[n]), settings)

    if only == "claims":
        extents = [selection.extent(window) for window in cut]
        pieces = [quotation.pieces for quotation in quotes.quotations(text)]
        for n in sorted(selection.chosen(text, extents, pieces, language)):
            look(n)
        for n in sorted(read):
            if selection.looks_back(text, [found.mark for found in read[n][0]]):
                for back in range(max(0, n - selection.BACK), n):
                    look(back)
    else:
        for n in range(len(cut)):
            look(n)
    marks: list[Mark] = []
    links: list[Link] = []
    for n in sorted(read):
        found, ties = read[n]
        begin = len(marks)
        marks += [f.mark for f in found]
        links += [Link(tie.role, tie.tail + begin, tie.head + begin, tie.probability) for tie in ties]
    return Reading(marks, links)
