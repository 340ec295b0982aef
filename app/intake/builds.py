"""Builds from outside (the API's JSON, templates, share codes, drafts) and back: one schema, one pair of converters."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from app.core.build import Build, CablePin, Choices, Circuit, CustomPart, GpuCooling, Item, Site, SlotPin, Software
from app.core.parts import NO_FACTS, Catalog, Facts, Part
from app.core.vocabulary import Vocabulary
from app.intake.facts import check_facts
from app.intake.problems import Fault, Path, dotted, faults_of, suggestion

MOST_ITEMS = 200
MOST_OF_ONE = 256
MOST_CIRCUITS = 24
MOST_FACTS = 100
MOST_PINS = 512
MOST_FAULTS = 100
LONGEST_KEY = 100
LONGEST_NAME = 200
LONGEST_NOTE = 1000

Short = Annotated[str, Field(max_length=100)]
Watts = Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)]
Celsius = Annotated[float, Field(ge=-60, le=150, allow_inf_nan=False)]


class _Body(BaseModel):
    """Unknown keys, wrong types and endless numbers are refused.  JSON's null means "not said"."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CircuitIn(_Body):
    """A branch circuit of the site."""

    volts: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]
    amps: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] | None = None
    phases: Literal[1, 3] = 1
    receptacle: Short | None = None
    other_load_w: Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)] | None = None


class SiteIn(_Body):
    """The place where the rig stands."""

    circuits: Annotated[list[CircuitIn], Field(max_length=MOST_CIRCUITS)] = []
    room_c: Celsius | None = None
    humidity_pct: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] | None = None
    altitude_m: Annotated[float, Field(ge=-500, le=9000, allow_inf_nan=False)] | None = None
    room_cooling_w: Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)] | None = None
    living_space: bool | None = None
    region: Short | None = None
    electricity_price_kwh: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] | None = None
    rack_depth_mm: Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False)] | None = None


class SoftwareIn(_Body):
    """What will run, as the user wrote it."""

    os: Short | None = None
    driver: Short | None = None
    cuda: Short | None = None
    rocm: Short | None = None


class SlotPinIn(_Body):
    """A device that the builder puts into this very slot."""

    device: Short
    slot: Short


class CablePinIn(_Body):
    """A device that the builder feeds from this kind of output."""

    device: Short
    output: Short
    psu: Short | None = None


class ChoicesIn(_Body):
    """What the builder decides."""

    gpu_power_limit_w: Watts | None = None
    psu_redundancy: Annotated[str, Field(pattern=r"^[1-9][0-9]?\+[0-9]{1,2}$")] | None = None
    workload: Short | None = None
    tensor_parallel: Annotated[int, Field(ge=1, le=1024)] | None = None
    coolant_c: Celsius | None = None
    loop_lpm: Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False)] | None = None
    fan_rpm: Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)] | None = None
    load_override_w: Watts | None = None
    claimed_load_w: Watts | None = None
    bus_volts: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] | None = None
    lacp: bool | None = None
    boot_mode: Literal["uefi", "legacy"] | None = None
    software: SoftwareIn = SoftwareIn()
    slot_pins: Annotated[list[SlotPinIn], Field(max_length=MOST_PINS)] = []
    cable_pins: Annotated[list[CablePinIn], Field(max_length=MOST_PINS)] = []


class CustomIn(_Body):
    """A part that the catalog doesn't have, described by the user."""

    category: Short
    name: Annotated[str, Field(max_length=LONGEST_NAME, pattern=r"\S")]
    facts: Annotated[dict[str, Any], Field(max_length=MOST_FACTS)] = {}


class ItemIn(_Body):
    """A part of the catalog or a custom part, how many of it, and what the user says of it."""

    # No "#" and no ".": devices are named `item#2` and `item.category`.
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")] | None = None
    part: Annotated[str, Field(max_length=200)] | None = None
    custom: CustomIn | None = None
    quantity: Annotated[int, Field(ge=1, le=MOST_OF_ONE)] = 1
    power_limit_w: Watts | None = None
    cooling: GpuCooling | None = None
    facts: Annotated[dict[str, Any], Field(max_length=MOST_FACTS)] = {}
    price_paid: Annotated[float, Field(ge=0, le=100_000_000, allow_inf_nan=False)] | None = None
    owned: bool = False
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.part is None) == (self.custom is None):
            raise ValueError("needs either `part` (an id of the catalog) or `custom` (a description), and not both.")
        return self


class BuildIn(_Body):
    """A build as the API takes it.  Everything but `items` is optional."""

    items: Annotated[list[ItemIn], Field(max_length=MOST_ITEMS)]
    site: SiteIn = SiteIn()
    choices: ChoicesIn = ChoicesIn()
    title: Annotated[str, Field(max_length=LONGEST_NAME)] = ""


_MODELS = (BuildIn, ItemIn, CustomIn, SiteIn, CircuitIn, ChoicesIn, SoftwareIn, SlotPinIn, CablePinIn)
BUILD_KEYS = tuple(dict.fromkeys(key for model in _MODELS for key in model.model_fields))


class BuildError(ValueError):
    """A build that can't be read; each fault has its path in the body, what is wrong and what to do.

    Only the first MOST_FAULTS are kept, and overlong keys are cut: the answer stays smaller than the question.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(Fault(_cut(fault.path), fault.what, fault.cure) for fault in islice(faults, MOST_FAULTS))
        super().__init__(" ".join(f"{dotted(fault.path)} {fault.what} {fault.cure}".strip() for fault in self.faults))


def _cut(path: Path) -> Path:
    return tuple(
        step if isinstance(step, int) or len(step) <= LONGEST_KEY else f"{step[:LONGEST_KEY]}…" for step in path
    )


def pointer(path: Path) -> str:
    """The path as a JSON pointer: `/items/0/facts/length_mm`."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def read_build(raw: object, vocabulary: Vocabulary, catalog: Catalog) -> Build:
    """The build that a decoded JSON body, share code or template describes.  Raises BuildError with every fault."""
    try:
        body = BuildIn.model_validate(raw)
    except ValidationError as error:
        raise BuildError(faults_of(error, BUILD_KEYS)) from None
    return to_build(body, vocabulary, catalog)


def to_build(body: BuildIn, vocabulary: Vocabulary, catalog: Catalog) -> Build:
    """The core's build.  Raises BuildError for unknown parts, categories and facts, and for repeated item ids."""
    faults: list[Fault] = []
    taken = {item.id for item in body.items if item.id is not None}
    items = []
    for index, (item, faulty) in enumerate(_with_repeats(body.items)):
        at = ("items", index)
        if faulty:
            faults.append(Fault((*at, "id"), f"repeats “{item.id}”.", "Give each item an id of its own, or none."))
        part = _catalog_part(item, catalog, at, faults)
        custom = _custom_part(item, vocabulary, at, faults)
        category = part.category if part else custom.category if custom else ""
        facts = _stated(item, category, part, (vocabulary, catalog), (*at, "facts"), faults)
        items.append(_item(item, item.id or _free_id(category, taken), part, custom, facts))
    if faults:
        raise BuildError(faults)
    return Build(tuple(items), _site(body.site), _choices(body.choices), body.title)


def _with_repeats(items: list[ItemIn]) -> Iterator[tuple[ItemIn, bool]]:
    seen: set[str] = set()
    for item in items:
        yield item, item.id in seen
        if item.id is not None:
            seen.add(item.id)


def _free_id(category: str, taken: set[str]) -> str:
    """`gpu`, `gpu-2`, `gpu-3` …: the first that nobody has."""
    number = 1
    while (name := category if number == 1 else f"{category}-{number}") in taken:
        number += 1
    taken.add(name)
    return name


def _catalog_part(item: ItemIn, catalog: Catalog, at: Path, faults: list[Fault]) -> Part | None:
    if item.part is None:
        return None
    part = catalog.part(item.part)
    if part is None:
        cure = suggestion(item.part, catalog.parts, "Search the parts list, or describe it as a custom part.")
        faults.append(Fault((*at, "part"), f"is “{item.part}”, which the catalog doesn't have.", cure))
    return part


def _custom_part(item: ItemIn, vocabulary: Vocabulary, at: Path, faults: list[Fault]) -> CustomPart | None:
    if item.custom is None:
        return None
    category = item.custom.category
    if category not in vocabulary.categories:
        near = suggestion(category, vocabulary.categories, f"Use one of: {', '.join(vocabulary.categories)}.")
        faults.append(Fault((*at, "custom", "category"), f"is “{category}”, which is not a category.", near))
        return None
    facts, wrong = check_facts(vocabulary, category, item.custom.facts)
    faults += [Fault((*at, "custom", "facts", *fault.path), fault.what, fault.cure) for fault in wrong]
    return CustomPart(category, item.custom.name, facts)


def _stated(
    item: ItemIn, category: str, part: Part | None, words: tuple[Vocabulary, Catalog], at: Path, faults: list[Fault]
) -> Facts:
    if not category:  # the part or category is wrong already: what its facts may be is not known
        return NO_FACTS
    vocabulary, catalog = words
    brings = brought_categories(part, catalog) if part else frozenset()
    facts, wrong = check_facts(vocabulary, category, item.facts, brings)
    faults += [Fault((*at, *fault.path), fault.what, fault.cure) for fault in wrong]
    return facts


def brought_categories(part: Part, catalog: Catalog) -> frozenset[str]:
    """The categories of everything that a bundle brings, bundles inside it included."""
    found: set[str] = set()
    for provided in part.provides:
        found.add(provided.category)
        inner = provided.inner or catalog.part(provided.part or "")
        if inner is not None:
            found |= brought_categories(inner, catalog)
    return frozenset(found)


def _item(item: ItemIn, item_id: str, part: Part | None, custom: CustomPart | None, facts: Facts) -> Item:
    return Item(
        id=item_id,
        quantity=item.quantity,
        part=part.id if part else None,
        custom=custom,
        facts=facts,
        power_limit_w=item.power_limit_w,
        cooling=item.cooling,
        price_paid=item.price_paid,
        owned=item.owned,
        note=item.note,
    )


def _site(site: SiteIn) -> Site:
    circuits = tuple(Circuit(**circuit.model_dump()) for circuit in site.circuits)
    return Site(circuits, **site.model_dump(exclude={"circuits"}))


def _choices(choices: ChoicesIn) -> Choices:
    plain = choices.model_dump(exclude={"software", "slot_pins", "cable_pins"})
    return Choices(
        **plain,
        software=Software(**choices.software.model_dump()),
        slot_pins=tuple(SlotPin(pin.device, pin.slot) for pin in choices.slot_pins),
        cable_pins=tuple(CablePin(pin.device, pin.output, pin.psu) for pin in choices.cable_pins),
    )


def from_build(build: Build) -> dict[str, Any]:
    """The build as the JSON that `read_build` takes: what nobody said is left out, 280.0 is written 280.

    The same build gives the same mapping, so that its share code and its address are the same too.
    """
    plain = _plain(build)
    return {"items": [], **plain} if isinstance(plain, dict) else {}


def _plain(value: object) -> Any:
    if isinstance(value, Facts):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in _said(value)}
    return value


def _said(value: Any) -> Iterator[dataclasses.Field[Any]]:
    """The fields that differ from "not said"; a quantity is always written."""
    for field in dataclasses.fields(value):
        default = field.default_factory() if callable(field.default_factory) else field.default
        if field.name == "quantity" or getattr(value, field.name) != default:
            yield field
