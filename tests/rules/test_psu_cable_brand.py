"""psu-cable-brand: cables and families of supplies."""

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "psu-cable-brand"


def two(first: str | None, second: str | None) -> Build:
    families = [{} if family is None else {"family": family} for family in (first, second)]
    return build(item("psu", **families[0]), item("psu", item_id="psu-2", name="second psu", **families[1]))


def with_cable(vendor: str | None, kind: str = "power-cable", **psu: bool) -> Build:
    whose = {} if vendor is None else {"vendor": vendor}
    return build(item("psu", name="Corsair HX1200i", **psu), item("cable", kind=kind, **whose))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(two("a", "a"), ["passed"], "the same cables", id="one family"),
        pytest.param(two("a", "b"), ["warning"], "never swap", id="two families"),
        pytest.param(two("a", None), ["unknown"], "isn't known", id="unknown family"),
        pytest.param(with_cable("corsair"), ["passed"], "of the maker", id="the supply's maker"),
        pytest.param(with_cable("seasonic"), ["warning"], "seasonic", id="another maker"),
        pytest.param(with_cable(None), ["unknown"], "isn't known", id="unknown maker"),
        pytest.param(with_cable(None, "power-extension"), [], "", id="an extension is no modular cable"),
        pytest.param(with_cable("dell", redundant=True), [], "", id="server modules have no cables"),
    ],
)
def test_psu_cable_brand(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
