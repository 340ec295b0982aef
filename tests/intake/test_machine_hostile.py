"""Texts that no tool wrote, or not whole: a sentence or an answer, never a traceback, and never a long wait."""

from __future__ import annotations

import random

import pytest

from app.intake.builds import read_build
from app.intake.machine import MachineTextError
from app.intake.pasted import read_pasted
from tests.intake import machine_texts
from tests.intake.partslist_support import catalog

TEXTS = [value for name, value in vars(machine_texts).items() if name.isupper() and isinstance(value, str)]
NASTY = (
    "\0",
    "\x1b[31m",
    "\u202e",
    "日本語",
    "Größe: 32 GB",
    "[[[[",
    "{" * 50,
    '"',
    "\\",
    "9" * 400,
    ": : :",
    "\r",
    "\t" * 40,
)


def survives(text: str) -> None:
    """A sentence, or what makes a build that the API would take."""
    try:
        found = read_pasted(text, catalog())
    except ValueError as error:
        sentence = str(error)
    else:
        sentence = "Read."
        read_build({"items": [item.as_item() for item in found.items]}, catalog().vocabulary, catalog())
        assert all(line.quantity >= 1 for line in found.unmatched)
    assert sentence.endswith(".")


@pytest.mark.parametrize("text", TEXTS)
def test_texts_that_end_anywhere(text: str) -> None:
    for end in range(0, len(text), max(1, len(text) // 25)):
        survives(text[:end])
        survives(text[end:])


def test_texts_with_anything_in_them() -> None:
    chance = random.Random(7)
    for _ in range(150):
        letters = list("".join(chance.sample(TEXTS, 2)))
        for _ in range(chance.randrange(1, 30)):
            letters[chance.randrange(len(letters))] = chance.choice(NASTY)
        survives("".join(letters))


@pytest.mark.parametrize(
    "text",
    [
        " " * 900_000 + "Memory Device",
        "\n" * 900_000,
        "Memory Device\n" * 39_000,
        "01:00.0 VGA compatible controller: " + "[" * 900_000,
        "Handle 0x0000, DMI type 1\n" + "\tA: B\n" * 39_000,
        '{"id": "a", "class": "system", "children": [' * 20_000,
        '[{"id": "a", "class": "system", "size": ' + "9" * 5_000 + "}]",
        "GPU 0: " + "x" * 800_000 + " (UUID: GPU-0",
        "==============NVSMI LOG==============\n" + "GPU 00000000:18:00.0\n" * 900 + "   Max : 1\n" * 30_000,
    ],
)
def test_huge_texts(text: str) -> None:
    survives(text)


def test_a_text_of_too_many_lines_is_refused() -> None:
    with pytest.raises(MachineTextError, match="one machine at a time"):
        read_pasted("# dmidecode 3.3\n" * 40_001, catalog())


def test_a_tree_that_is_not_whole_is_refused() -> None:
    with pytest.raises(MachineTextError, match="line 1 is not whole JSON"):
        read_pasted(machine_texts.LSHW_TREE[:900], catalog())


def test_a_thousand_cards_are_refused() -> None:
    cards = "".join(
        f"{place:04x}:01:00.0 VGA compatible controller [0300]: NVIDIA Corporation [GeForce RTX 3090] [10de:2204]\n"
        for place in range(1_001)
    )
    with pytest.raises(MachineTextError, match="1,001 devices"):
        read_pasted(cards, catalog())
    found = read_pasted("\n".join(cards.splitlines()[:300]), catalog())
    assert found.items == ()
    assert [line.quantity for line in found.unmatched] == [256]
