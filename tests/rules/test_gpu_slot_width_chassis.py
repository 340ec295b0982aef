"""gpu-slot-width-chassis: card widths against the rear openings."""

from dataclasses import replace

import pytest

from app.core.build import Build, Item
from app.core.parts import Catalog, Facts, Part, Provided
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities, words_only

RULE = "gpu-slot-width-chassis"


def rig(widths: list[float | None], *others: object, **chassis: object) -> Build:
    cards = [
        item("gpu", item_id=f"gpu-{n}", **({} if width is None else {"slot_width": width}))
        for n, width in enumerate(widths)
    ]
    return build(*cards, item("chassis", **chassis), *others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig([2, 2, 2, 2], expansion_slots=8), ["passed"], "has 8", id="exactly"),
        pytest.param(rig([2, 2, 2, 2], expansion_slots=7), ["error"], "has 7", id="just over"),
        pytest.param(rig([2.5, 2.5, 2.5], expansion_slots=8), ["warning"], "hangs over", id="half slots overhang"),
        pytest.param(rig([2.5, 2.5, 2.5], expansion_slots=9), ["passed"], "2.5", id="half slots with room"),
        pytest.param(
            rig([2, 2, 2], item("nic", slot_width=1), expansion_slots=7), ["passed"], "+ 1", id="with a network card"
        ),
        pytest.param(
            rig([2, 2, 2], item("nic", form="ocp3"), expansion_slots=6), ["passed"], "has 6", id="an OCP card"
        ),
        pytest.param(
            rig([2, 2], item("nic", form="pcie", slot_width=1), expansion_slots=4), ["error"], "+ 1", id="a slot short"
        ),
        pytest.param(
            rig([2], item("gpu", item_id="module", form_factor="sxm4", slot_width=9), expansion_slots=2),
            ["passed"],
            "has 2",
            id="a module takes no opening",
        ),
        pytest.param(rig([None], expansion_slots=7), ["passed"], "?", id="one unknown card, room for any"),
        pytest.param(rig([None, None], expansion_slots=7), ["unknown"], "?", id="unknown cards decide"),
        pytest.param(rig([2, 2, 2, 2]), ["unknown"], "isn't known", id="unknown chassis"),
        pytest.param(rig([3, 3, 3, 3], kind="open-frame"), ["passed"], "no rear wall", id="open frame"),
        pytest.param(
            rig([3, 3, 3], item("riser"), expansion_slots=7), ["warning"], "riser", id="one may go on a riser"
        ),
    ],
)
def test_gpu_slot_width_chassis(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


def server(cards: int, places: int, width: float | None) -> tuple[Build, Catalog]:
    """A machine of the catalog that brings its board and chassis."""
    words = words_only()
    inner = [
        Provided(category, 1, inner=Part(f"{category}/x", category, f"x {category}"))
        for category in ("motherboard", "chassis")
    ]
    machine = Part("server/x", "server", "x server", facts=Facts({"gpu_positions": places}), provides=tuple(inner))
    card = item("gpu", cards, **({} if width is None else {"slot_width": width}))
    return Build((Item("server", part="server/x"), card)), replace(words, parts={"server/x": machine})


@pytest.mark.parametrize(
    ("cards", "places", "width", "expected"),
    [
        pytest.param(4, 4, 2, ["passed"], id="exactly"),
        pytest.param(5, 4, 2, ["error"], id="just over"),
        pytest.param(4, 4, 3, ["error"], id="wider than the places"),
        pytest.param(4, 0, 1, ["passed"], id="single-width cards go elsewhere"),
        pytest.param(1, 0, None, ["unknown"], id="unknown width"),
        pytest.param(2, 4, None, ["passed"], id="unknown width, room for any"),
    ],
)
def test_places_of_a_server(cards: int, places: int, width: float | None, expected: list[str]) -> None:
    rig, catalog = server(cards, places, width)
    assert severities(RULE, rig, catalog) == expected
