"""Short spellings for the rules' example builds, which are made of custom parts alone."""

from __future__ import annotations

from typing import Any

from app.core.build import Build, Choices, Circuit, CustomPart, Item, Site, Software
from app.core.parts import Facts

__all__ = ["Choices", "Circuit", "Site", "Software", "build", "item", "record"]


def record(**fields: Any) -> Facts:
    """A slot, port, rating … of an example part."""
    return Facts(_known(fields))


def item(category: str, quantity: int = 1, /, **facts: Any) -> Item:
    """An example item.  `power_limit_w`, `item_id` and the builder's `cooling` of a GPU are the item's own.

    The rest are facts; a GPU's cooling as made is `made_cooling`.  Lists become tuples: an example reads like JSON.
    """
    own = {name: facts.pop(name) for name in ("power_limit_w", "cooling") if name in facts}
    if "made_cooling" in facts:
        facts["cooling"] = facts.pop("made_cooling")
    item_id = facts.pop("item_id", category)
    name = facts.pop("name", f"example {category}")
    return Item(item_id, quantity, custom=CustomPart(category, name, Facts(_known(facts))), **own)


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts without those that are None: an example leaves out what nobody knows."""
    return {name: _frozen(value) for name, value in facts.items() if value is not None}


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return Facts(_known(value))
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list | tuple) else value


def build(*items: Item, site: Site | None = None, choices: Choices | None = None) -> Build:
    """An example build."""
    return Build(items, site or Site(), choices or Choices())
