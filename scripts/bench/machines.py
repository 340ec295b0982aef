"""The machines that are judged: ready-made builds of the catalog, and two that are described here."""

from __future__ import annotations

from typing import Any

from app.intake.builds import from_build
from app.store import Store

Raw = dict[str, Any]

AM5: Raw = {
    "items": [
        {"part": "motherboard/asus/proart-x670e-creator-wifi"},
        {"part": "cpu/amd/ryzen-9-7950x"},
        {"part": "cpu-cooler/noctua/nh-d15"},
        {"part": "memory/generic/ddr5-udimm-32gb-5600", "quantity": 2},
        {"part": "gpu/nvidia/rtx-4090"},
        {"part": "psu/generic/atx-3-1-1000w"},
        {"part": "chassis/fractal-design/torrent"},
        {"part": "storage/samsung/990-pro-2tb"},
    ],
    "site": {"circuits": [{"volts": 120, "amps": 15}], "room_c": 24},
}

_EIGHT_KINDS = (
    "gpu/nvidia/rtx-3090",
    "gpu/nvidia/rtx-3090-founders",
    "gpu/gigabyte/rtx-3090-turbo",
    "gpu/nvidia/rtx-4090",
    "gpu/nvidia/tesla-p40",
    "gpu/nvidia/rtx-a5000",
    "gpu/nvidia/rtx-a6000",
    "gpu/nvidia/titan-xp",
)
SIXTEEN: Raw = {
    "items": [
        {"part": "motherboard/asrock-rack/romed8-2t"},
        {"part": "cpu/amd/epyc-7302p"},
        {"part": "memory/samsung/m393a4k40db3-cwe", "quantity": 8},
        *({"part": part, "quantity": 2} for part in _EIGHT_KINDS),
        {"part": "riser/generic/pcie-3-splitter", "quantity": 4},
        {"part": "riser/generic/pcie-4-ribbon", "quantity": 4},
        {"part": "psu/corsair/hx1200i-2025", "quantity": 2},
        {"part": "storage/samsung/990-pro-2tb", "quantity": 2},
    ],
    "site": {"circuits": [{"volts": 240, "amps": 30}] * 4},
}
"""Sixteen cards of eight kinds that do not go together: neither the search for slots nor that for cables gets far by
symmetry, and both end at their step budgets."""


def machines(store: Store) -> dict[str, Raw]:
    """Every machine as the API reads it, by the name under which its figures stand."""
    ready_made = {template.slug: from_build(template.build) for template in store.templates}
    return {
        "AM5, one GPU": AM5,
        "build A": ready_made["build-a"],
        "build B": ready_made["build-b"],
        "build C": ready_made["build-c"],
        "16 cards, worst case": SIXTEEN,
    }


def published(store: Store) -> Raw:
    """The published list."""
    return next(from_build(template.build) for template in store.templates if template.kind == "published")
