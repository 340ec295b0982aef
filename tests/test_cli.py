"""The command line: its exit codes, and that bad input is a sentence and never a traceback."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app import cli
from app.core.report import Report, Verdict
from app.intake.loader import load_catalog
from tests.opendb_support import RECORDS, changed, write_checkout

PSU = {"category": "psu", "name": "old supply", "facts": {"length_mm": 180}}
BUILD = {"items": [{"custom": PSU, "quantity": 2}]}


@pytest.fixture(scope="module", autouse=True)
def one_catalog() -> Iterator[None]:
    """Reading the catalog takes most of a command's time: once for each folder is enough here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "load_catalog", cache(load_catalog))
        yield


def report(verdict: Verdict) -> Report:
    return Report(verdict, False, ("gpu",), (), (), ("some-rule",), {}, {}, "v1")


@pytest.fixture
def build_file(tmp_path: Path) -> Path:
    path = tmp_path / "build.json"
    path.write_text(json.dumps(BUILD))
    return path


@pytest.mark.parametrize(
    ("verdict", "code"), [(Verdict.PASS, 0), (Verdict.WARN, 0), (Verdict.FAIL, 1), (Verdict.UNKNOWN, 2)]
)
def test_the_exit_code_is_the_verdict(
    build_file: Path, verdict: Verdict, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("app.core.engine.evaluate", lambda build, catalog: report(verdict))
    assert cli.run(["check", str(build_file)]) == code
    assert capsys.readouterr().out.startswith(verdict.value.upper())


def test_check_judges_the_apis_json(build_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", str(build_file), "--json"]) in (0, 1, 2)
    told = json.loads(capsys.readouterr().out)
    assert "gpu" in told["missing"]
    assert "psu" not in told["missing"]


def test_check_reads_a_pasted_list_and_names_the_lines_it_did_not_understand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.txt"
    path.write_text("Memory: 4x 32GB DDR4-3200 RDIMM\nxyzzy plugh\n")
    assert cli.run(["check", str(path)]) in (0, 1, 2)
    assert "Line 2 was not understood and is not judged: xyzzy plugh" in capsys.readouterr().out
    assert cli.run(["check", str(path), "--json"]) in (0, 1, 2)
    assert json.loads(capsys.readouterr().out)["unmatched"] == [{"line": 2, "text": "xyzzy plugh", "alternatives": []}]


def test_check_names_the_lines_that_may_mean_several_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "list.txt"
    path.write_text("GPU: 2x MI50\n2x RTX 6000\n")
    assert cli.run(["check", str(path)]) in (0, 1, 2)
    told = capsys.readouterr().out
    assert "Line 1 leaves open which part it means: GPU: 2x MI50 (perhaps gpu/amd/instinct-mi50-16gb" in told
    assert "Line 2 was not understood and is not judged: 2x RTX 6000 (perhaps " in told
    assert cli.run(["check", str(path), "--json"]) in (0, 1, 2)
    asked = json.loads(capsys.readouterr().out)["asked"]
    assert [(line["line"], line["part"]) for line in asked] == [(1, "gpu/amd/instinct-mi50")]


def test_check_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(BUILD).encode())))
    assert cli.run(["check", "-"]) in (0, 1, 2)
    assert "Not chosen yet: gpu" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"items": ', "not JSON"),
        (b"[]", "a table is wanted"),
        (b'{"items": [{"custom": {"category": "psu", "name": "x"}, "quantity": -1}]}', "/items/0/quantity"),
        (b'{"items": [{"part": "gpu/no/such"}]}', "doesn't have"),
        (b'{"items": [' + b"[" * 100_000, "nested too deep"),
        (b'{"items": 1' + b"0" * 5000 + b"}", "no end"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"xyzzy plugh\n", "No line"),
        (b"", "No line"),
        (b"a" * 1_000_001, "longer than"),
        (json.dumps({"items": [{"custom": PSU, "quantity": 256}] * 3}).encode(), "devices"),
    ],
)
def test_bad_input_is_a_sentence(tmp_path: Path, content: bytes, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "input"
    path.write_bytes(content)
    assert cli.run(["check", str(path)]) == 3
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "/no/such/file"],
        ["check", "/"],
        ["check"],
        ["chek", "x"],
        ["catalog"],
        ["check", "x", "--jsn"],
        ["serve", "--port", "many"],
        ["serve", "--port", "70000"],
        ["catalog", "validate", "--root", "/no/such/folder"],
        ["catalog", "stats", "--root", "/no/such/folder"],
    ],
)
def test_a_wrong_command_is_a_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(arguments) == 3
    captured = capsys.readouterr()
    assert captured.err.strip()
    assert "Traceback" not in captured.err


def test_without_a_command_the_help_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run([]) == 0
    assert "serve" in capfd.readouterr().out


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MINICOLOSSUS_PORT", "many")
    assert cli.run(["catalog", "validate"]) == 3
    assert "MINICOLOSSUS_PORT" in capsys.readouterr().err


def test_the_catalog_is_validated_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["catalog", "validate"]) == 0
    assert "The catalog is sound" in capsys.readouterr().out
    assert cli.run(["catalog", "stats"]) == 0
    told = capsys.readouterr().out
    assert "gpu" in told
    assert "decidable" in told
    assert "sources" in told


def test_undecided_parts_are_listed_with_what_they_lack(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["catalog", "stats", "--undecided", "rack"]) == 0
    told = capsys.readouterr().out
    assert "depth_mm" in told
    assert "parts undecided" in told
    assert cli.run(["catalog", "stats", "--undecided", "toaster"]) == 3
    assert "There is no category “toaster”" in capsys.readouterr().err


def test_a_broken_catalog_is_told_fault_by_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "catalog"
    (root / "vocabulary").mkdir(parents=True)
    (root / "vocabulary" / "_choices.toml").write_text("a = 1\nb = []\n")
    (root / "vocabulary" / "_records.toml").write_text("")
    assert cli.run(["catalog", "validate", "--root", str(root)]) == 3
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "The catalog has 2 faults."
    assert told[1].startswith("vocabulary/_choices.toml: a: ")


def test_the_console_script_exits_with_the_code(tmp_path: Path) -> None:
    script = "import sys; sys.argv = ['mini-colossus', 'check', '/no/such/file']; from app.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "/no/such/file can't be read: No such file or directory.\n"


@pytest.fixture
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of this test's alone."""
    path = tmp_path / "cli.sqlite3"
    monkeypatch.setenv("MINICOLOSSUS_DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.mark.usefixtures("own_database")
def test_the_open_database_is_imported_again_without_change_and_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plugless = changed(RECORDS["GPU"], "power_connectors.pcie_8_pin", 0)
    records = {**{name: [raw] for name, raw in RECORDS.items()}, "GPU": [plugless]}
    checkout = str(write_checkout(tmp_path / "checkout", records))
    assert cli.run(["catalog", "import-opendb", checkout]) == 0
    first = capsys.readouterr().out
    assert "9 records read: 9 parts of lower trust." in first
    assert "1  card above 75 W without a plug" in first
    assert "Open Data Commons Attribution License 1.0" in first
    assert "9 added, 0 changed" in first
    assert cli.run(["catalog", "import-opendb", checkout]) == 0
    assert "Nothing changed" in capsys.readouterr().out
    assert cli.run(["catalog", "remove-opendb"]) == 0
    assert "9 imported parts removed." in capsys.readouterr().out
    assert cli.run(["catalog", "remove-opendb"]) == 0
    assert "There is no imported part." in capsys.readouterr().out


@pytest.mark.usefixtures("own_database")
def test_a_place_without_the_open_database_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in (tmp_path, tmp_path / "nothing"):
        assert cli.run(["catalog", "import-opendb", str(place)]) == 3
        captured = capsys.readouterr()
        assert captured.err.strip()
        assert "Traceback" not in captured.err
