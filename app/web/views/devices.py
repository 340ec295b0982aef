"""From the device names that reports speak of to the items that people chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.build import Build
from app.core.parts import Catalog
from app.core.rig import resolve


@dataclass(frozen=True, slots=True)
class Place:
    """Where a device comes from: item number, the part's name and category, and whether a bundle brought it."""

    index: int
    item: str
    label: str
    category: str
    bundled: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """Some devices of one item and part, as a finding names them."""

    label: str
    count: int
    index: int
    category: str
    bundled: bool


class Devices:
    """All devices of a build by name; an item's own id is a name too."""

    def __init__(self, build: Build, catalog: Catalog) -> None:
        numbers = {item.id: index for index, item in enumerate(build.items)}
        self._places: dict[str, Place] = {}
        self._devices: set[str] = set()
        for device in resolve(build, catalog).devices:
            index = numbers[device.item.id]
            place = Place(index, device.item.id, device.label, device.category, device.bundle is not None)
            self._places[device.name] = place
            self._devices.add(device.name)
            self._places.setdefault(device.name.partition("#")[0], place)
        for item_id, index in numbers.items():
            self._places.setdefault(item_id, Place(index, item_id, item_id, "", False))

    def place(self, name: str) -> Place | None:
        """Where the device or item of that name comes from."""
        return self._places.get(name)

    def chips(self, names: Iterable[str]) -> tuple[Chip, ...]:
        """The named devices, counted by item and part; an item's own name beside its devices adds nothing."""
        counts: dict[Place, int] = {}
        for name in names:
            place = self.place(name)
            if place is not None:
                counts[place] = counts.get(place, 0) + (name in self._devices)
        return tuple(
            Chip(place.label, count, place.index, place.category, place.bundled) for place, count in counts.items()
        )
