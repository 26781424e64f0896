"""Turns the network's own sureness into a confidence that holds: of claims given .8, about eight in ten are right.

In:  a kind of item and the least probability of its marks and links.    Out: a confidence from 0 to 1.
Points lie in weights/calibration.json, measured on the project's own test part by training.calibrate; between two
points the line is straight. Where a kind has no points, its sureness stands as it is.
"""

from __future__ import annotations

import functools
import json
from importlib import resources

import numpy as np


@functools.cache
def _points() -> dict[str, list[tuple[float, float]]]:
    file = resources.files("recounted") / "weights" / "calibration.json"
    return json.loads(file.read_text("utf-8")) if file.is_file() else {}


def calibrated(kind: str, sure: float) -> float:
    """Return the confidence of an item ("statement", "toll", "naming", "responsibility") as sure as `sure`."""
    points = _points().get(kind)
    if not points:
        return round(sure, 4)
    return round(float(np.interp(sure, [p for p, _ in points], [c for _, c in points])), 4)
