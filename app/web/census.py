"""What every part of the catalog lacks before the rules can decide about it, worked out once."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.decidable import Lack, error_needs, lacks_of
from app.core.parts import Catalog, Part
from app.core.rules import Rule


class Census:
    """The lacks of all parts.  Generic parts lack nothing: they are counted apart."""

    def __init__(self, catalog: Catalog, rules: Iterable[Rule]) -> None:
        self.needs = error_needs(rules)
        self._lacks = {part.id: lacks_of(part, catalog, self.needs) for part in catalog.parts.values()}

    def lacks(self, part: Part) -> tuple[Lack, ...]:
        """What keeps a part of the catalog undecided."""
        return self._lacks[part.id]
