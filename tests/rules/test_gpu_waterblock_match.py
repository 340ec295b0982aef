"""gpu-waterblock-match: blocks are made for circuit boards."""

import pytest

from app.core.build import Build, Item
from app.core.rig import resolve
from app.core.rules._blocks import mounted, spare_blocks
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities, words_only

RULE = "gpu-waterblock-match"


def card(quantity: int = 1, /, **facts: object) -> Item:
    usual = {"cooling": "loop", "made_cooling": "passive", "form_factor": "pcie", "pcb_id": "a100-pcie-40gb"}
    return item("gpu", quantity, **usual | facts)


def block(quantity: int = 1, /, **facts: object) -> Item:
    usual = {"kind": "water", "form_factor": "pcie", "pcb_ids": ["a100-pcie-40gb", "cmp-170hx"]}
    return item("gpu-block", quantity, **usual | facts)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(build(card(), block()), ["passed"], "circuit board", id="match"),
        pytest.param(
            build(card(pcb_id="a100-pcie-80gb"), block(name="N-TESLA-A100-X-V2")),
            ["error"],
            "a100-pcie-80gb",
            id="40 GB block on an 80 GB card",
        ),
        pytest.param(build(card(), block(form_factor="sxm4")), ["error"], "sxm4", id="SXM block on a PCIe card"),
        pytest.param(build(card(pcb_id=None), block()), ["unknown"], "circuit board", id="unknown board"),
        pytest.param(
            build(card(), block(pcb_ids=None, name="DIY water cooling")),
            ["warning"],
            "nobody but its builder",
            id="home-made block",
        ),
        pytest.param(build(card(4)), ["error"], "4 × example gpu", id="no block listed"),
        pytest.param(build(card(4), block(3)), ["error"], "3 blocks", id="one block short"),
        pytest.param(build(card(2), block(3)), ["info"], "1 of 3", id="one block too many"),
        pytest.param(build(card(made_cooling="water")), ["passed"], "comes with", id="block from the factory"),
        pytest.param(build(card(made_cooling=None)), ["unknown"], "come with one", id="unknown cooling, no block"),
        pytest.param(build(card(cooling=None), block()), ["passed"], "circuit board", id="a block says enough"),
        pytest.param(build(card(), block(kind="shroud")), ["error", "info"], "1 of 1", id="a shroud is no block"),
        pytest.param(build(card(cooling="stock"), block()), ["info"], "1 of 1", id="stays as it came, with a block"),
        pytest.param(
            build(card(cooling=None, made_cooling="water"), block()),
            ["info"],
            "1 of 1",
            id="a block too many",
        ),
        pytest.param(build(card(cooling=None)), [], "", id="air"),
        pytest.param(
            build(
                card(),
                card(item_id="other", pcb_id="h100"),
                block(),
                block(item_id="both", pcb_ids=["a100-pcie-40gb", "h100"]),
            ),
            ["passed"],
            "h100",
            id="two blocks, one order that fits both cards",
        ),
        pytest.param(
            build(
                card(),
                card(item_id="other", pcb_id="h100"),
                block(item_id="both", pcb_ids=["a100-pcie-40gb", "h100"]),
                block(),
            ),
            ["passed"],
            "h100",
            id="the other order",
        ),
    ],
)
def test_gpu_waterblock_match(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


@pytest.mark.parametrize(
    ("asked", "kind", "taken"),
    [
        pytest.param("loop", "water", True, id="a block for the loop"),
        pytest.param("loop", "shroud", False, id="no shroud in a loop"),
        pytest.param("shroud", "shroud", True, id="a shroud for a shroud"),
        pytest.param("shroud", "water", False, id="no block for a shroud"),
        pytest.param(None, "water", True, id="not said: a block"),
        pytest.param(None, "shroud", True, id="not said: a shroud"),
        pytest.param("loop", None, True, id="unknown kind"),
        pytest.param("stock", "water", False, id="as it came"),
    ],
)
def test_what_is_mounted(asked: str | None, kind: str | None, taken: bool) -> None:
    (one,) = mounted(resolve(build(card(cooling=asked), block(kind=kind)), words_only()))
    assert (one.block is not None) is taken


def test_the_cards_that_ask_come_first() -> None:
    rig = resolve(build(card(item_id="silent", cooling=None), card(2, item_id="asking"), block(2)), words_only())
    assert {one.gpu.item.id: one.block is not None for one in mounted(rig)} == {"silent": False, "asking": True}
    assert spare_blocks(rig) == 0
