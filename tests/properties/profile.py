"""How long the properties search: briefly and always alike in the test suite, or as long as somebody asks.

`PROPERTY_FACTOR=50 pytest tests/properties` tries fifty times as many examples, and new ones each time; what it finds
is kept under .hypothesis and tried first in the next such run.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

FACTOR = int(os.environ.get("PROPERTY_FACTOR", "1"))
# Catalog parts are drawn whole, so that there is little to shrink and the first draws are slow.
UNTIMED = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)


def examples(count: int) -> settings:
    """Settings for so many examples in the test suite, and FACTOR times as many in a longer search."""
    if FACTOR == 1:
        return settings(
            max_examples=count,
            derandomize=True,
            deadline=None,
            database=None,
            phases=PHASES,
            suppress_health_check=UNTIMED,
        )
    return settings(max_examples=count * FACTOR, deadline=None, phases=PHASES, suppress_health_check=UNTIMED)
