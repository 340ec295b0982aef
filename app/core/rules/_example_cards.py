"""Cards, slots and boards for the example builds of rules that read the slot plan."""

from __future__ import annotations

from typing import Any

from app.core.build import Item
from app.core.parts import Facts
from app.core.rules._examples import item, record


def slot(number: int, /, **changes: Any) -> Facts:
    """A Gen4 ×16 slot of the first processor, named after its position.  None makes a fact unknown."""
    fields: dict[str, Any] = {
        "id": f"PCIE{number}",
        "position": number,
        "physical_lanes": 16,
        "electrical_lanes": 16,
        "pcie_gen": 4,
        "root": "cpu0",
    }
    return record(**{name: value for name, value in (fields | changes).items() if value is not None})


def part(category: str, quantity: int = 1, /, **facts: Any) -> Item:
    """An example item; a fact that is None is left out, and so unknown."""
    return item(category, quantity, **{name: value for name, value in facts.items() if value is not None})


def board(*slots: Facts, **facts: Any) -> Item:
    """A one-socket board with these slots."""
    return part("motherboard", **{"name": "example board", "socket_count": 1, "slots": list(slots)} | facts)


def gpu(quantity: int = 1, /, **facts: Any) -> Item:
    """Two-slot Gen4 ×16 cards."""
    usual = {"form_factor": "pcie", "pcie_gen": 4, "pcie_lanes": 16, "connector_lanes": 16, "slot_width": 2}
    return part("gpu", quantity, **{"name": "example card"} | usual | facts)


def nic(quantity: int = 1, /, **facts: Any) -> Item:
    """One-port 100 Gbit/s Gen4 ×16 network cards, one slot wide."""
    usual = {
        "form": "pcie",
        "pcie_gen": 4,
        "pcie_lanes": 16,
        "connector_lanes": 16,
        "slot_width": 1,
        "ports": [record(form="qsfp28", gbps=100, count=1)],
    }
    return part("nic", quantity, **{"name": "example network card"} | usual | facts)


def cpu(quantity: int = 1, /, **facts: Any) -> Item:
    """Gen4 processors with 128 lanes."""
    usual = {"socket": "SP3", "pcie_gen": 4, "pcie_lanes": 128, "platform": "server"}
    return part("cpu", quantity, **{"name": "example processor"} | usual | facts)
