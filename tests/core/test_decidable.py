"""Which parts the checker can decide about: the definition, case by case, and that the words it rests on hold."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from app.core.decidable import Lack, error_needs, lacks_of
from app.core.parts import Catalog, Facts, Part, Provided
from app.core.rules import all_rules
from app.core.rules._platforms import NVME_BOOT_SOCKETS
from app.core.vocabulary import Category, FactWord, Vocabulary
from app.intake.vocabulary import load_vocabulary
from app.resources import resource_root

NEEDS = {
    "gpu": {"length_mm": ("gpu-length",), "bridges": ("nvlink-bridge",), "cuda": ("driver-minimum",)},
    "motherboard": {"slots": ("cpu-lane-budget",), "form_factor": ("motherboard-form-factor",)},
}
SLOT_FIELDS = (
    FactWord("id", "text", "", ""),
    FactWord("lanes", "integer", "", "", decisive=True),
    FactWord("root", "text", "", "", decisive=True, only_for=(("lanes", (4, 8)),)),
)
WORDS = {
    "gpu": (
        FactWord("length_mm", "number", "", ""),
        FactWord("bridges", "integer", "", "", spared="asked only with a bridge"),
        FactWord("vendor", "choice", "", ""),
        FactWord("cuda", "number", "", "", only_for=(("vendor", ("nvidia",)),)),
    ),
    "motherboard": (
        FactWord("slots", "records", "", "", fields=SLOT_FIELDS),
        FactWord("form_factor", "choice", "", "", settled_by="chassis"),
    ),
    "chassis": (),
    "psu": (),
    "server": (),
}


def catalog(*parts: Part) -> Catalog:
    """A catalog of these parts, with the words above."""
    categories = {
        name: Category(name, name, name, order, False, {word.name: word for word in words})
        for order, (name, words) in enumerate(WORDS.items())
    }
    return Catalog({part.id: part for part in parts}, Vocabulary(categories))


def lacking(part: Part, *others: Part) -> list[str]:
    """The lacks of a part, as `category.fact`."""
    return [f"{lack.category}.{lack.fact}" for lack in lacks_of(part, catalog(part, *others), NEEDS)]


def gpu(**facts: float | str) -> Part:
    return Part("gpu/one", "gpu", "one", facts=Facts(facts))


def board(*slots: dict[str, int | str], **facts: str) -> Part:
    records = tuple(Facts(slot) for slot in slots)
    return Part("motherboard/one", "motherboard", "one", facts=Facts({"slots": records, **facts}))


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param(gpu(length_mm=267, vendor="nvidia", cuda=8.6), [], id="all known; a spared fact isn't asked for"),
        pytest.param(gpu(length_mm=267, vendor="nvidia"), ["gpu.cuda"], id="the condition holds"),
        pytest.param(gpu(length_mm=267, vendor="amd"), [], id="the condition doesn't hold"),
        pytest.param(gpu(length_mm=267), ["gpu.cuda"], id="an unknown condition rules nothing out"),
        pytest.param(gpu(vendor="amd"), ["gpu.length_mm"], id="a needed fact is unknown"),
        pytest.param(board({"id": "A", "lanes": 8, "root": "cpu0"}, form_factor="atx"), [], id="whole records"),
        pytest.param(board({"id": "A", "lanes": 0}, form_factor="atx"), [], id="a field that this record doesn't need"),
        pytest.param(
            board({"id": "A", "lanes": 8, "root": "cpu0"}, {"id": "B", "lanes": 8}, form_factor="atx"),
            ["motherboard.slots.root"],
            id="one record lacks a decisive field",
        ),
        pytest.param(board(form_factor="atx"), [], id="an empty list is knowledge"),
        pytest.param(board(), ["motherboard.form_factor"], id="a lone board needs its form"),
    ],
)
def test_lacks_of_a_part(part: Part, expected: list[str]) -> None:
    assert lacking(part) == expected


def test_a_generic_part_is_exempt() -> None:
    assert lacking(Part("gpu/generic", "gpu", "any", generic=True)) == []


def test_a_stated_reason_decides_and_covers_the_fields_of_its_records() -> None:
    reason = "no two cards of this name are alike"
    assert (
        lacking(Part("gpu/one", "gpu", "one", facts=Facts({"vendor": "amd"}), unknowable={"length_mm": reason})) == []
    )
    silent = Part(
        "motherboard/one",
        "motherboard",
        "one",
        facts=Facts({"slots": (Facts({"id": "A"}),), "form_factor": "atx"}),
        unknowable=MappingProxyType({"slots": reason}),
    )
    assert lacking(silent) == []


def test_a_bundle_is_decided_by_what_it_brings_and_settles_what_came_together() -> None:
    own, chassis, psu = board(), Part("chassis/one", "chassis", "one"), Part("psu/one", "psu", "one")
    brings = (Provided("motherboard", 1, own.id), Provided("chassis", 1, chassis.id), Provided("psu", 2, psu.id))
    assert lacking(Part("server/one", "server", "one", provides=brings), own, chassis, psu) == []
    bare = Part("server/two", "server", "two", provides=brings[:1])
    assert lacking(bare, own) == ["motherboard.form_factor", "chassis.", "psu."]


def test_a_lack_names_the_rules_that_wait_for_it() -> None:
    (lack,) = lacks_of(gpu(vendor="amd"), catalog(gpu(vendor="amd")), NEEDS)
    assert lack == Lack(gpu(vendor="amd"), "gpu", "length_mm", ("gpu-length",))


def test_the_vocabularys_exceptions_speak_of_what_exists() -> None:
    """A condition on a misspelt fact would count parts as undecided, and a stale exception hide a gap."""
    vocabulary = load_vocabulary(resource_root() / "catalog")
    needs = error_needs(all_rules())
    for category in vocabulary.categories.values():
        for word in category.facts.values():
            where = f"{category.name}.{word.name}"
            excepted = word.spared or word.only_for or word.settled_by
            assert not excepted or word.name in needs[category.name], f"{where}: no error-level rule reads it"
            assert not word.settled_by or word.settled_by in vocabulary.categories, where
            _conditions_exist(where, word, category.facts)
            for field in word.fields:
                _conditions_exist(f"{where}.{field.name}", field, {inner.name: inner for inner in word.fields})


def _conditions_exist(where: str, word: FactWord, words: Mapping[str, FactWord]) -> None:
    for name, values in word.only_for:
        assert name in words, f"{where}: only_for names {name}"
        assert not words[name].choices or set(values) <= set(words[name].choices), f"{where}: only_for {name}"


def test_only_error_level_rules_decide() -> None:
    needs = error_needs(all_rules())
    assert "gpu-length" in needs["gpu"]["length_mm"]
    assert "pcie_gen" not in needs["gpu"], "read by rules that warn at worst"


def test_a_platform_that_boots_nvme_anyway_is_not_asked_for_it() -> None:
    word = load_vocabulary(resource_root() / "catalog").word("motherboard", "nvme_boot")
    sockets = load_vocabulary(resource_root() / "catalog").word("motherboard", "socket")
    assert word is not None
    assert sockets is not None
    assert dict(word.only_for)["socket"] == tuple(s for s in sockets.choices if s not in NVME_BOOT_SOCKETS)
