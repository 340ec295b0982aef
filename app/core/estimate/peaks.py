"""The shortest peaks, supply by supply: cards draw a multiple of their power for a fraction of a millisecond."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.estimate.mains import transient_need_w
from app.core.placement.plans import PsuLoad
from app.core.rig import Device

if TYPE_CHECKING:
    from app.core.case import Case


def supply_peak_w(case: Case, load: PsuLoad) -> float:
    """The load of this supply with its largest card at three times its share."""
    shares = [share for gpu in case.rig.gpus if (share := _share_w(case, load.psu, gpu)) > 0]
    return transient_need_w(load.watts - sum(shares), shares)


def _share_w(case: Case, psu: str, gpu: Device) -> float:
    """Watts of a card that this supply gives: through its plugs, and through the slot if it feeds the board."""
    power = case.power.load(gpu.name)
    if power is None:
        return 0.0
    feeds = case.cables.feeds_of(gpu.name)
    alone = len(case.rig.all("psu")) == 1
    plugs = (power.watts - power.slot_w) * _part_of(feeds_here=[feed.psu == psu for feed in feeds], alone=alone)
    return plugs + (power.slot_w if psu == case.cables.system_psu else 0.0)


def _part_of(feeds_here: list[bool], alone: bool) -> float:
    if alone or not feeds_here:
        return 1.0
    return sum(feeds_here) / len(feeds_here)
