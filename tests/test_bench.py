"""`make bench` takes too long for every test run, but its machines have to exist."""

from __future__ import annotations

import pytest

from scripts.bench.machines import AM5, SIXTEEN, Raw
from tests.reference.machines import build_of, case


@pytest.mark.parametrize(("machine", "gpus"), [(AM5, 1), (SIXTEEN, 16)], ids=["AM5", "sixteen"])
def test_a_machine_of_the_bench_can_be_judged(machine: Raw, gpus: int) -> None:
    rig = case(build_of(**machine)).rig
    assert len(rig.gpus) == gpus
    assert rig.board is not None
