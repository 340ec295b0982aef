"""Whatever is pasted: an answer, soon, or one clear sentence."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.intake import matching
from app.intake.builds import read_build
from app.intake.facts import check_facts
from app.intake.lines import LONGEST_LINE, MOST_LINES
from app.intake.loader import load_catalog
from app.intake.matching import MOST_INDEXES, index_of
from app.intake.partslist import read_parts_list
from app.intake.problems import Fault
from tests.intake.conftest import GPU, MakeCatalog
from tests.intake.partslist_support import catalog, read

SECONDS = 5  # many times what is needed, so that a busy machine fails nothing
SCRAPS = r"""
GPU CPU Memory PSU Case RTX GTX 3090 4090 Ti XT Super EPYC 7302 Xeon E5-2680 v4 Ryzen 9 5950X A100 80GB Samsung 990 PRO
2TB DDR4-3200 RDIMM ECC kit 8x32GB (2x16GB) Corsair RM1000x (2021) 850W 4x x4 (4) qty 12 @ 250 W limited to watercooled
x16 x4 electrical slot PCIe 4.0 rev BIOS F20 | , ; : - — • ** [ ] ( ) $700 € 999999x 0x -1 1e9 ∞ ² ½ ٣ é 💥 " ' `` <b>
%s {} \ N/A none
"""
ODD = ["\N{RIGHT-TO-LEFT OVERRIDE}", "\N{ZERO WIDTH SPACE}", "\0", "\t", "\x1b[31m", "\N{NO-BREAK SPACE}", "\v"]
LINE = st.lists(st.sampled_from(SCRAPS.split() + ODD) | st.text(max_size=8), max_size=14).map(" ".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINE, max_size=8).map("\n".join) | st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(text)
    except ValueError as error:
        told = str(error)
        assert told.endswith("read at most.")
        return
    texts = [item.text for item in found.items] + [line.text for line in found.unmatched]
    assert all(text.replace("\t", " ").isprintable() for text in texts)
    for item in found.items:
        assert 1 <= item.quantity <= 256
        assert 0 < item.confidence <= 1
        assert (item.part is None) != (item.custom is None)
        assert all(part in catalog().parts for part in item.alternatives)
        assert item.custom is None or not _faults(item.custom["category"], item.custom["facts"])
        assert item.part is None or not _faults(catalog().parts[item.part].category, item.facts)
    if found.items:
        read_build({"items": [item.as_item() for item in found.items]}, catalog().vocabulary, catalog())


def _faults(category: str, facts: dict[str, Any]) -> list[Fault]:
    return check_facts(catalog().vocabulary, category, facts)[1]


# fmt: off
HOSTILE = {
    "brackets": "GPU: " + "(" * 200 + "RTX 3090" + ")" * 200,
    "links": "[" * 160 + "](" * 160,
    "labels": "GPU: " * 90,
    "spaces": "GPU:" + " " * 480 + "x",
    "digits": "9" * LONGEST_LINE,
    "counts": "4x " * 160,
    "sizes": "8x32GB " * 70,
    "dashes": "a-" * 240,
    "commas": "RTX 3090, " * 48,
    "quotes": '"' * LONGEST_LINE,
    "pipes": "|" * LONGEST_LINE,
    "prices": "$1.1" * 120,
    "limits": "limited to " * 45,
    "slots": "in a pcie " * 50,
    "cables": "8-pin to " * 55,
    "emoji": "🔥" * 400,
    "right-to-left": "\u202eRTX 3090 \u05d0\u05d1\u05d2" * 20,
    "combining": "a" + "\u0301" * 490,
    "ligature": "\ufdfa" * LONGEST_LINE,  # one character that stands for eighteen
    "nul": "RTX\x00 3090\x1b[31m",
    "surrogate": "RTX \ud800 3090",
}
# fmt: on


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_line_is_answered_soon(name: str) -> None:
    started = time.perf_counter()
    read(HOSTILE[name])
    assert time.perf_counter() - started < SECONDS


def test_a_full_list_of_hostile_lines_is_answered_soon() -> None:
    read("GPU: RTX 3090")  # so that the index is there
    lines = [line[:LONGEST_LINE] for line in HOSTILE.values()]
    started = time.perf_counter()
    read("\n".join((lines * MOST_LINES)[:MOST_LINES]))
    assert time.perf_counter() - started < SECONDS * 4


def test_control_and_direction_characters_do_not_hide_a_part() -> None:
    found = read("GPU: RTX\x00 30\u200b90\u202e")
    assert found.items[0].part == "gpu/nvidia/rtx-3090"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x\n" * 10_000, "The list has 10,000 lines; 400 are read at most. Paste one machine at a time."),
        ("GPU: RTX 3090\n" + "x" * 1_000_000, "Line 2 has 1,000,000 characters; 500 are read at most."),
    ],
)
def test_a_text_longer_than_anybodys_list_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        read(text)
    assert str(caught.value) == sentence


def test_each_catalog_is_searched_for_its_own_parts(make_catalog: MakeCatalog) -> None:
    root = make_catalog()
    first = load_catalog(root)
    (root / "gpu/nvidia/test-7.toml").write_text(GPU.replace("9000", "7777"), encoding="utf-8")
    second = load_catalog(root)
    assert not read_parts_list("Test 7777", first).items
    assert [item.part for item in read_parts_list("Test 7777", second).items] == ["gpu/nvidia/test-7"]
    assert not read_parts_list("Test 7777", first).items
    assert index_of(first) is index_of(first)


def test_old_indexes_are_let_go(make_catalog: MakeCatalog) -> None:
    root = make_catalog()
    for _ in range(MOST_INDEXES + 2):
        index_of(load_catalog(root))
    assert len(matching._INDEXES) <= MOST_INDEXES


def test_a_list_is_read_in_a_moment() -> None:
    lines = ["GPU: 4x RTX 3090 @ 250 W", "Memory: 8x32GB DDR4-3200 RDIMM", "PSU: Nobody 1600W Gold", "CPU: EPYC 7302P"]
    text = "\n".join((lines * 8)[:30])
    read(text)
    fastest = min(_seconds(text) for _ in range(5))
    assert fastest < 0.25  # 10 ms on an idle machine


def _seconds(text: str) -> float:
    started = time.perf_counter()
    read(text)
    return time.perf_counter() - started
