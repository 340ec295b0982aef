"""A build with its parts resolved: every single device, with the facts that hold for it.

A bundle (server, mini-PC) brings devices of its own.  A category that the builder fills explicitly replaces what the
bundle brings there.  What the user states on an item wins over the catalog and is marked as the user's.  Devices stand
in an order of their own, so that the same parts are judged alike in whatever order they were listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from app.core.build import Build, Choices, Item, Site
from app.core.parts import Catalog, Facts, Part
from app.core.report import Cited, Missing
from app.core.vocabulary import Vocabulary

MAX_DEVICES = 512


class RigError(ValueError):
    """The build names something that doesn't exist, or more of it than can be judged; the text says what to do."""

    def __init__(self, message: str, item: str) -> None:
        super().__init__(message)
        self.item = item


@dataclass(frozen=True)
class Device:
    """One unit of an item.

    `name` is `item#n` (`item` alone when the item has one unit); `bundle` names the item that brought it.
    """

    name: str
    item: Item
    part: Part
    vocabulary: Vocabulary
    bundle: str | None = None

    @property
    def category(self) -> str:
        return self.part.category

    @property
    def label(self) -> str:
        """The part's name, for sentences."""
        return self.part.name

    @property
    def facts(self) -> Facts:
        return self.part.facts

    def number(self, fact: str) -> float | None:
        return self.part.facts.number(fact)

    def count(self, fact: str) -> int | None:
        return self.part.facts.count(fact)

    def text(self, fact: str) -> str | None:
        return self.part.facts.text(fact)

    def flag(self, fact: str) -> bool | None:
        return self.part.facts.flag(fact)

    def texts(self, fact: str) -> tuple[str, ...] | None:
        return self.part.facts.texts(fact)

    def records(self, fact: str) -> tuple[Facts, ...] | None:
        return self.part.facts.records(fact)

    def cite(self, *facts: str) -> tuple[Cited, ...]:
        """The named facts that are known, with what they rest on."""
        known = (fact for fact in facts if fact in self.part.facts)
        return tuple(self._cited(fact) for fact in known)

    def _cited(self, fact: str) -> Cited:
        part = self.part
        value = part.facts[fact]
        source = None if fact in part.stated else part.sources.get(fact)
        return Cited(self.name, part.id, fact, value, part.basis(fact), source)

    def lacks(self, *facts: str) -> tuple[Missing, ...]:
        """Those of the named facts that are unknown, each with the place where it can be found.

        `slots.electrical_lanes` is a field of a record: it is missing when any record leaves it out.
        """
        return tuple(self.missing(fact) for fact in facts if self._is_unknown(fact))

    def _is_unknown(self, fact: str) -> bool:
        head, _, field = fact.partition(".")
        if head not in self.part.facts:
            return True
        return bool(field) and any(field not in record for record in self.part.facts.records(head) or ())

    def missing(self, fact: str) -> Missing:
        """The fact as something that is missing, whether it is known or not."""
        head, _, field = fact.partition(".")
        word = self.vocabulary.word(self.category, head)
        if word and field:
            word = next((inner for inner in word.fields if inner.name == field), word)
        item = self.item.id
        asked = f"{self.category}.{fact}" if self.bundle else fact
        return Missing(
            item, self.part.id, self.category, asked, word.label if word else fact, word.where if word else ""
        )


@dataclass(frozen=True)
class Rig:
    """All devices of a build, with site and choices.

    A build of several equal machines is judged as one of them; `machines` says how many there are.
    """

    devices: tuple[Device, ...]
    site: Site
    choices: Choices
    vocabulary: Vocabulary
    build: Build
    machines: int = 1

    @cached_property
    def _by_category(self) -> dict[str, tuple[Device, ...]]:
        found: dict[str, list[Device]] = {}
        for device in self.devices:
            found.setdefault(device.category, []).append(device)
        return {category: tuple(devices) for category, devices in found.items()}

    def all(self, *categories: str) -> tuple[Device, ...]:
        """The devices of these categories, in the rig's order."""
        if len(categories) == 1:
            return self._by_category.get(categories[0], ())
        return tuple(device for device in self.devices if device.category in categories)

    def has(self, category: str) -> bool:
        return category in self._by_category

    def first(self, category: str) -> Device | None:
        """The first device of a category; rigs have one board and one chassis, and extra ones are judged elsewhere."""
        found = self._by_category.get(category)
        return found[0] if found else None

    @property
    def gpus(self) -> tuple[Device, ...]:
        return self.all("gpu")

    @property
    def cpus(self) -> tuple[Device, ...]:
        return self.all("cpu")

    @property
    def board(self) -> Device | None:
        return self.first("motherboard")

    @property
    def chassis(self) -> Device | None:
        return self.first("chassis")

    def power_limit_w(self, gpu: Device) -> float | None:
        """Watts that a GPU may draw: its own limit, else the build's default limit, else its board power."""
        if gpu.item.power_limit_w is not None:
            return gpu.item.power_limit_w
        board_power_w = gpu.number("board_power_w")
        default_w = self.choices.gpu_power_limit_w
        if default_w is None:
            return board_power_w
        return default_w if board_power_w is None else min(default_w, board_power_w)

    def missing_categories(self) -> tuple[str, ...]:
        """Needed categories that nothing in the build fills."""
        return tuple(category for category in self.vocabulary.needed if not self.has(category))


def distinct(devices: Iterable[Device]) -> Iterator[Device]:
    """One device for each item and part: what is true of a part is said once, not once a unit."""
    seen: set[tuple[str, str]] = set()
    for device in devices:
        key = (device.item.id, device.part.id)
        if key not in seen:
            seen.add(key)
            yield device


def resolve(build: Build, catalog: Catalog) -> Rig:
    """Look every item up and unfold bundles.

    Raises RigError for an unknown part, an unknown category of a custom part, or more than MAX_DEVICES devices.
    """
    chosen: list[Device] = []
    brought: list[Device] = []
    machines = _equal_machines(build, catalog)
    for whole in _in_order(build, catalog):
        item = whole if machines == 1 else replace(whole, quantity=whole.quantity // machines)
        part = _part_of(item, catalog)
        own, inner = _split_stated(item, part, catalog)
        chosen += _units(item, _state(part, own), catalog)
        brought += _bundle(item, part, inner, catalog)
        if len(chosen) + len(brought) > MAX_DEVICES:
            raise _too_many(item)
    filled = {device.category for device in chosen}
    kept = [device for device in brought if device.category not in filled]
    return Rig(tuple(chosen + kept), build.site, build.choices, catalog.vocabulary, build, machines)


def _in_order(build: Build, catalog: Catalog) -> list[Item]:
    """The items by category, part, and what the builder says of them: their order and names say nothing."""

    def key(item: Item) -> tuple[int, str, str]:
        part = _part_of(item, catalog)
        category = catalog.vocabulary.categories.get(part.category)
        facts = sorted((item.custom.facts if item.custom else item.facts).items())
        stated = repr((facts, item.quantity, item.power_limit_w, item.cooling, _pinned(build.choices, item)))
        return (category.order if category else 0, item.part or part.name, stated)

    return sorted(build.items, key=key)


def _pinned(choices: Choices, item: Item) -> list[tuple[str, str]]:
    """Slots and outputs that are pinned to units of the item, by the unit."""
    pins = [(pin.device, pin.slot) for pin in choices.slot_pins]
    pins += [(pin.device, pin.output) for pin in choices.cable_pins]
    return [(device[len(item.id) :], place) for device, place in pins if device.partition("#")[0] == item.id]


def _equal_machines(build: Build, catalog: Catalog) -> int:
    """How many equal machines the build describes: the number of its one kind of board, when all else divides by it."""
    boards = [item for item in build.items if _has_board(item, _part_of(item, catalog), catalog)]
    if len(boards) != 1:
        return 1
    count = boards[0].quantity
    return count if all(item.quantity % count == 0 for item in build.items) else 1


def _has_board(item: Item, part: Part, catalog: Catalog) -> bool:
    brought = (inner for inner, _ in _unfolded(item, part, 1, catalog))
    return any(one.category == "motherboard" for one in (part, *brought))


def _part_of(item: Item, catalog: Catalog) -> Part:
    if item.custom is not None:
        custom = item.custom
        if catalog.vocabulary.categories and custom.category not in catalog.vocabulary.categories:
            raise RigError(f"There is no category “{custom.category}”.", item.id)
        part_id = f"custom/{custom.category}/{item.id}"
        return Part(
            part_id,
            custom.category,
            custom.name,
            facts=custom.facts,
            stated=frozenset(custom.facts),
            status="custom",
            known_issues=custom.known_issues,
        )
    part = catalog.part(item.part or "")
    if part is None:
        raise RigError(
            f"The catalog has no part “{item.part}”: search /parts, or describe it as a custom part.", item.id
        )
    return part


def _split_stated(item: Item, part: Part, catalog: Catalog) -> tuple[Facts, dict[str, Facts]]:
    """Stated facts of the item itself, and those of what it brings, by category.

    A plain name that the bundle's own category doesn't know goes to the brought category that does.
    """
    own: dict[str, object] = {}
    inner: dict[str, dict[str, object]] = {}
    brings = {inner.category for inner, _ in _unfolded(item, part, 1, catalog)}
    for name, value in item.facts.items():
        category, dot, fact = name.partition(".")
        if dot and category in brings:
            inner.setdefault(category, {})[fact] = value
        elif catalog.vocabulary.word(part.category, name) is None:
            for other in sorted(brings):
                if catalog.vocabulary.word(other, name):
                    inner.setdefault(other, {})[name] = value
                    break
            else:
                own[name] = value
        else:
            own[name] = value
    return Facts(own), {category: Facts(values) for category, values in inner.items()}  # type: ignore[arg-type]


def _state(part: Part, stated: Facts) -> Part:
    if not stated:
        return part
    facts = Facts({**part.facts, **stated})
    overridden = Facts({name: part.facts[name] for name in stated if name in part.facts})
    return replace(part, facts=facts, stated=part.stated | frozenset(stated), overridden=overridden)


def _units(item: Item, part: Part, catalog: Catalog) -> list[Device]:
    if item.quantity > MAX_DEVICES:
        raise _too_many(item)
    return [Device(name, item, part, catalog.vocabulary) for name in _names(item.id, item.quantity)]


def _names(stem: str, quantity: int) -> list[str]:
    return [stem] if quantity == 1 else [f"{stem}#{number}" for number in range(1, quantity + 1)]


def _too_many(item: Item) -> RigError:
    return RigError(f"The build has more than {MAX_DEVICES} devices: check the quantities.", item.id)


def _bundle(item: Item, part: Part, stated: dict[str, Facts], catalog: Catalog) -> Iterator[Device]:
    """The devices that an item brings, numbered through where several kinds of one category come."""
    brought: dict[str, list[Part]] = {}
    for inner, quantity in _unfolded(item, part, item.quantity, catalog):
        units = brought.setdefault(inner.category, [])
        units += [_state(inner, stated.get(inner.category, Facts()))] * quantity
    for category, parts in brought.items():
        for name, inner in zip(_names(f"{item.id}.{category}", len(parts)), parts, strict=True):
            yield Device(name, item, inner, catalog.vocabulary, item.id)


def _unfolded(item: Item, part: Part, times: int, catalog: Catalog) -> Iterator[tuple[Part, int]]:
    """Every part that a bundle brings, with how many; bundles inside it bring theirs each time."""
    for provided in part.provides:
        inner = provided.inner or catalog.part(provided.part or "")
        if inner is None:
            raise RigError(f"“{part.id}” brings “{provided.part}”, which the catalog doesn't have.", item.id)
        quantity = provided.quantity * times
        if quantity > MAX_DEVICES:
            raise _too_many(item)
        yield inner, quantity
        yield from _unfolded(item, inner, quantity, catalog)
