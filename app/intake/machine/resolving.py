"""Sightings as items: parts of the catalog, described parts, or lines that stay unmatched with what they may mean."""

from __future__ import annotations

from dataclasses import replace

from app.core.parts import Catalog, Part
from app.intake.alternatives import told_apart
from app.intake.lines import Line
from app.intake.machine.sightings import Sighting
from app.intake.matching import CERTAIN, index_of
from app.intake.naming import squeezed, words_of
from app.intake.partslist import CUSTOM_CONFIDENCE, ImportedItem, LineReader, Unmatched
from app.intake.quantities import MOST_PIECES

# AMD gives one id to several products: only a name tells which.
_SHARED_IDS = "1002:"


class Resolver:
    """Finds what devices are, one after the other; whoever has the whole server does not get its board again."""

    def __init__(self, catalog: Catalog) -> None:
        self._index = index_of(catalog)
        self._lines = LineReader(catalog, self._index)
        self._gpus = catalog.of("gpu")
        self._makers = {squeezed(part.maker): part.maker for part in self._gpus if part.maker}
        self._has_board = False

    def resolve(self, sighting: Sighting) -> ImportedItem | Unmatched | None:
        """The item; None for what is no part of its own: a port on the board, the board of a server."""
        found = self._gpu(sighting) if sighting.category == "gpu" else self._other(sighting)
        if isinstance(found, ImportedItem) and found.quantity > MOST_PIECES:
            return self._unmatched(sighting)
        return found

    def _other(self, sighting: Sighting) -> ImportedItem | Unmatched | None:
        is_board = sighting.category in ("server", "motherboard")
        if is_board and self._has_board:
            return None
        item, alternatives = self._read(sighting, sighting.name)
        meant = tuple(part.id for part in alternatives)
        if not sighting.is_certain:
            return self._left_open(sighting, item, meant)
        if sighting.category == "memory":
            item = self._memory(sighting, item)
        if item is None or (item.part is None and sighting.category != "cpu"):
            item = self._described(sighting, meant)
        if item is None:
            return self._unmatched(sighting, meant)
        self._has_board |= is_board
        return replace(item, quantity=sighting.quantity)

    def _read(self, sighting: Sighting, name: str) -> tuple[ImportedItem | None, tuple[Part, ...]]:
        if not name:
            return None, ()
        line = Line(sighting.line, sighting.text, "", sighting.categories, sighting.quantity, name, name)
        return self._lines.one(line)

    def _memory(self, sighting: Sighting, named: ImportedItem | None) -> ImportedItem | None:
        """The module by its part number, or else by what firmware says of it."""
        if named is not None and named.part is not None and named.confidence == CERTAIN:
            return named
        part = self._index.rated_memory.find(dict(sighting.facts))
        if part is None:
            return None
        added = {name: value for name, value in sighting.facts.items() if name not in part.facts}
        item = ImportedItem(sighting.line, sighting.text, sighting.quantity, CERTAIN, part=part.id)
        return replace(item, facts=self._lines.known("memory", added))

    def _described(self, sighting: Sighting, meant: tuple[str, ...]) -> ImportedItem | None:
        """A part of its own with the facts that the tool tells; None where it tells none."""
        facts = self._lines.known(sighting.category, dict(sighting.facts))
        if not facts:
            return None
        custom = {"category": sighting.category, "name": sighting.name or sighting.text, "facts": facts}
        item = ImportedItem(sighting.line, sighting.text, sighting.quantity, CUSTOM_CONFIDENCE, custom=custom)
        return replace(item, alternatives=meant, asks=bool(meant))

    def _left_open(
        self, sighting: Sighting, item: ImportedItem | None, meant: tuple[str, ...]
    ) -> ImportedItem | Unmatched | None:
        """What only somebody who looks can tell: which drive has this controller, and whether a port is a card's."""
        parts = tuple(dict.fromkeys((*((item.part,) if item and item.part else ()), *meant)))
        if sighting.category == "storage":
            return self._described(replace(sighting, facts={"protocol": "nvme", "rotating": False}), parts)
        return self._unmatched(sighting, parts) if parts or sighting.category != "nic" else None

    def _unmatched(self, sighting: Sighting, meant: tuple[str, ...] = ()) -> Unmatched:
        return Unmatched(sighting.line, sighting.text, meant, min(sighting.quantity, MOST_PIECES))

    def _gpu(self, sighting: Sighting) -> ImportedItem | Unmatched:
        """A card by its id and its name: neither alone, where the other says something else."""
        same = [part for part in self._gpus if sighting.pci_id in (part.facts.texts("pci_ids") or ())]
        name = sighting.name or self._family_name(sighting, same)
        several = "/" in name  # "RX 7900 XT/7900 XTX"
        item = None if several else self._card(sighting, name, same)
        if item is None:
            meant = told_apart(same or self._read(sighting, name)[1])
            return self._unmatched(sighting, tuple(part.id for part in meant))
        part = next(part for part in self._gpus if part.id == item.part)
        chips = part.facts.count("pci_devices") or 1
        facts = self._lines.known("gpu", dict(sighting.facts)) if chips == 1 else {}
        count = -(-sighting.quantity // chips)
        return replace(item, quantity=count, facts={**item.facts, **facts}, power_limit_w=sighting.power_limit_w)

    def _card(self, sighting: Sighting, name: str, same: list[Part]) -> ImportedItem | None:
        item, _ = self._read(sighting, f"{self._maker(sighting.maker)} {name}".strip())
        if item is None or item.part is None:
            only = same[0].id if len(same) == 1 else None
            return ImportedItem(sighting.line, sighting.text, 1, CERTAIN, part=only) if only else None
        part = next(part for part in self._gpus if part.id == item.part)
        says_otherwise = sighting.pci_id and part not in same and part.facts.texts("pci_ids") is not None
        if (same and part not in same) or says_otherwise:
            return None
        ids = tuple(other for other in item.alternatives if not same or other in {one.id for one in same})
        return replace(item, alternatives=ids, asks=item.asks and bool(ids))

    def _family_name(self, sighting: Sighting, same: list[Part]) -> str:
        """The name of the family whose id it is, for a device that the tool could not name."""
        families = [part for part in same if (part.generic and part.maker) or len(same) == 1]
        return families[0].name if len(families) == 1 and not sighting.pci_id.startswith(_SHARED_IDS) else ""

    def _maker(self, board: str) -> str:
        """The maker of cards whose name stands in a subsystem's ("Gigabyte Technology Co., Ltd"); never the chip's."""
        code = squeezed(board)
        named = [maker for short, maker in self._makers.items() if short and short in code]
        longest = max(named, key=len, default="")
        return "" if set(words_of(longest)) & {"nvidia", "amd", "intel"} else longest
