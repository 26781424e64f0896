"""The gazetteer: names, containment, where its file lies, what opening it costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from recounted.marks import gazetteer as module
from recounted.marks.gazetteer import GazetteerError, fold, gazetteer, kilometres, within


@pytest.mark.parametrize("one, other", [
    ("Xocalı", "XOCALI"),
    ("Sana'a", "Sanaa"),
    ("Sana’a", "Sanaa"),
    ("St. Louis", "Saint Louis"),
    ("Saint-Denis", "St Denis"),
    ("Łódź", "Lodz"),
    ("İstanbul", "Istanbul"),
    ("Meşəli", "Meseli"),
    ("Stoke-on-Trent", "Stoke on Trent"),
    ("Київ", "КИЇВ"),
])  # fmt: skip
def test_fold(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("name, geonames", [
    ("Paris", 2988507), ("Baku", 587084), ("Khojaly", 147774), ("Khojali", 147774), ("Hocalı", 147774),
    ("Syria", 163843), ("UK", 2635167), ("Буча", 711350), ("Kiev", 703448),
])  # fmt: skip
def test_find(name: str, geonames: int) -> None:
    assert geonames in [e.geonames for e in gazetteer().find(fold(name))]


def test_find_nothing() -> None:
    assert gazetteer().find("") == ()
    assert gazetteer().find("qqqq zzzz") == ()


def test_within() -> None:
    def top(name: str, level: int):
        return next(e for e in gazetteer().find(fold(name)) if e.level == level)

    assert within(top("Atlanta", 3), top("Georgia", 1))
    assert not within(top("Atlanta", 3), top("Georgia", 0))
    assert within(top("Khojaly", 3), top("Karabakh", 1))
    assert not within(top("Georgia", 1), top("Georgia", 0))
    assert not within(top("Paris", 3), top("Paris", 3))


def test_kilometres() -> None:
    assert kilometres(48.8566, 2.3522, 51.5074, -0.1278) == pytest.approx(344, abs=3)
    assert kilometres(10, 20, 10, 20) == 0


def test_opening_is_cheap() -> None:
    """Under 0.3 CPU seconds and 120 MB, imports included; the file is there by now."""
    gazetteer()
    code = (
        "import re, time; t = time.process_time(); from recounted.marks.places import mark_places;"
        "mark_places('A bridge fell in Baku.', None);"
        "peak = int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) / 1024;"
        "print(time.process_time() - t, peak)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert float(out[0]) < 0.3
    assert float(out[1]) < 120


def test_a_strange_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"something else entirely")
    with pytest.raises(GazetteerError, match="delete it"):
        module.Gazetteer(tmp_path / "x.bin")


def test_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RECOUNTED_CACHE", str(tmp_path))
    assert module.cache_folder() == tmp_path
    monkeypatch.delenv("RECOUNTED_CACHE")
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        assert module.cache_folder() == tmp_path / "recounted"


@pytest.mark.slow
def test_compiled_anew_it_is_the_same_and_no_cache_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A cache folder that cannot be made (a file stands in its place): compiled aside, the same places found."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("RECOUNTED_CACHE", str(tmp_path / "file" / "below"))
    again = module.gazetteer.__wrapped__()
    assert again._map[:] == gazetteer()._map[:]
    assert [f.name for f in tmp_path.iterdir()] == ["file"]
