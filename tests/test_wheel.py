"""The wheel, built and installed elsewhere: the command is there, the files that it reads lie inside."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    [built] = out.glob("*.whl")
    return built


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "recounted"], cwd=ROOT, capture_output=True, text=True, check=True)
    wanted = set(listed.stdout.splitlines())
    assert {"recounted/py.typed", "recounted/languages/en/language.toml", "recounted/outputs/page.css"} <= wanted
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert wanted - held == set()
    assert not [name for name in held if "__pycache__" in name or name.startswith(("tests", "corpus"))]


def test_the_wheel_reads_a_report_installed_elsewhere(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / "bin/python"
    command = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(command, check=True)
    # What it depends on comes from this environment; a path in a .pth file brings no editable install along.
    [site] = environment.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*command: str | Path) -> str:
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=clean)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = run(python, "-c", "import recounted; print(recounted.__file__)").strip()
    assert Path(where).is_relative_to(environment)
    (tmp_path / "report.txt").write_text("ORLIN, Sarvia — Nine people were killed in a fire, the mayor said.")
    ours = subprocess.run(
        [sys.executable, "-m", "recounted.cli", "read", "report.txt", "-f", "jsonl"],
        capture_output=True, text=True, cwd=tmp_path, check=True,
    )  # fmt: skip
    assert run(environment / "bin/recounted", "read", "report.txt", "-f", "jsonl") == ours.stdout
    assert "ORLIN" in run(environment / "bin/recounted", "read", "report.txt", "-f", "html")
