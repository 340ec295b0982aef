"""room-heat: watts into the room against watts out of it."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import Circuit, Site, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "room-heat"


def rig(wall_w: float, *more: Item, room_cooling_w: float | None = None) -> Build:
    """A rig of `wall_w` at the wall: nine tenths of it behind a supply that is 90 % efficient at every load."""
    supply = item(
        "psu", efficiency="platinum", ratings=[record(volts_min=100, volts_max=240, watts=0.9 * wall_w / 0.2)]
    )
    site = Site((Circuit(120, 20),), room_cooling_w=room_cooling_w)
    return build(item("gpu", board_power_w=0.9 * wall_w), supply, *more, site=site)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(1000, room_cooling_w=1199), ["warning"], "1,200 W", id="reserve just short"),
        pytest.param(rig(1000, room_cooling_w=1200), ["passed"], "1,200 W", id="reserve exactly"),
        pytest.param(rig(1000, room_cooling_w=1000), ["warning"], "1,000 W", id="no reserve"),
        pytest.param(rig(1000, room_cooling_w=999), ["error"], "999 W", id="just under"),
        pytest.param(
            build(item("gpu", 4, board_power_w=250), site=Site(room_cooling_w=1250)),
            ["warning"],
            "1,000 to 1,250 W",
            id="no supply yet, enough for either",
        ),
        pytest.param(rig(1000), ["info"], "3,412 BTU/h", id="no cooling stated"),
        pytest.param(
            build(item("gpu", 4, board_power_w=250), site=Site(room_cooling_w=1100)),
            ["unknown"],
            "1,000 to 1,250 W",
            id="no supply yet",
        ),
        pytest.param(
            build(item("gpu"), site=Site(room_cooling_w=1000)), ["unknown"], "at least 0 W", id="unknown power"
        ),
        pytest.param(build(item("gpu")), [], "", id="nothing known and nothing stated"),
        pytest.param(
            rig(1000, item("chiller", kind="room", cooling_w=3500)),
            ["passed"],
            "3,500 W",
            id="a room cooler in the build",
        ),
        pytest.param(rig(1000, item("chiller", kind="room")), ["unknown"], "cooling power", id="unknown room cooler"),
    ],
)
def test_room_heat(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
