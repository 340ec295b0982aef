"""No part of the catalog is described as something that can't exist; each check is seen to find a planted fault."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

import pytest

from app.core.parts import Catalog
from app.intake.loader import load_catalog
from app.resources import resource_root

from . import (
    about_boards,
    about_every_part,
    about_gpus,
    about_machines,
    about_memory_and_drives,
    about_networks_and_adapters,
    about_processors,
    about_supplies,
)
from .contradictions import CHECKS, contradictions, faults_of
from .exceptions import EXCEPTIONS
from .planted import EVERY_PLANTED, PLANTED, Planted

ABOUT = (
    about_gpus,
    about_processors,
    about_boards,
    about_supplies,
    about_memory_and_drives,
    about_networks_and_adapters,
    about_machines,
    about_every_part,
)
EVERY_CHECK = pytest.mark.parametrize("name", CHECKS)


@cache
def _catalog() -> Catalog:
    return load_catalog(resource_root() / "catalog")


@EVERY_CHECK
def test_no_part_contradicts_itself(name: str) -> None:
    found = [one for one in contradictions(_catalog(), name) if (name, one.part) not in EXCEPTIONS]
    assert [f"{one.part}: {one.why}" for one in found] == []


@pytest.mark.parametrize(("name", "planted"), EVERY_PLANTED)
def test_a_planted_fault_is_found(name: str, planted: Planted) -> None:
    sound, faulty, beside = planted
    catalog = Catalog(MappingProxyType({part.id: part for part in beside}))
    assert faults_of(name, sound, catalog) == []
    assert faults_of(name, faulty, catalog) != []


@EVERY_CHECK
def test_a_missing_fact_is_no_contradiction(name: str) -> None:
    """A part of which nothing is known can't contradict itself: the checks read nothing as zero."""
    sound = PLANTED[name].sound
    blank = type(sound)(sound.id, sound.category, sound.name, sound.maker)
    assert faults_of(name, blank, Catalog()) == []


@pytest.mark.parametrize(("name", "part_id"), EXCEPTIONS)
def test_every_exception_is_still_needed(name: str, part_id: str) -> None:
    assert part_id in {one.part for one in contradictions(_catalog(), name)}


def test_every_check_says_why_and_is_entered_from_a_module_that_is_read() -> None:
    assert {registered.check.__module__ for registered in CHECKS.values()} == {module.__name__ for module in ABOUT}
    assert [name for name, registered in CHECKS.items() if not registered.check.__doc__] == []


def test_every_check_has_a_planted_fault() -> None:
    assert PLANTED.keys() == CHECKS.keys()
