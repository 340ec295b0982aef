"""Builds that were kept: in links, drafts and bookmarks.  They outlive changes of the catalog."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from app.core.build import Build
from app.core.parts import Catalog
from app.core.vocabulary import Vocabulary
from app.intake.builds import LONGEST_NAME, LONGEST_NOTE, BuildError, read_build
from app.intake.opendb.reading import ID_PREFIX
from app.intake.problems import Fault

GONE = " (no longer in the catalog)"
LONGEST_VALUE = 80
MOST_ROUNDS = 4
NO_NAMES: Mapping[str, str] = MappingProxyType({})


def read_kept_build(
    raw: object, vocabulary: Vocabulary, catalog: Catalog, names: Mapping[str, str] = NO_NAMES
) -> Build:
    """The build that was kept.  `names` has what its parts were called then, by id.

    A part that no longer exists becomes a custom part of its name, of which nothing is known; a stated fact that is no
    longer understood goes into its item's note.  Raises BuildError for what no change of a catalog explains.
    """
    for _ in range(MOST_ROUNDS):  # a part is mended before its facts are looked at
        try:
            return read_build(raw, vocabulary, catalog)
        except BuildError as error:
            mended = _mended(raw, error.faults, vocabulary, names)
            if mended == raw:
                raise
            raw = mended
    return read_build(raw, vocabulary, catalog)


def _mended(raw: object, faults: Iterable[Fault], vocabulary: Vocabulary, names: Mapping[str, str]) -> object:
    mended: Any = copy.deepcopy(raw)
    for fault in faults:
        match fault.path:
            case ("items", int(index), "part"):
                _stand_in(mended["items"][index], vocabulary, names)
            case ("items", int(index), "facts", str(name), *_):
                _set_aside(mended["items"][index], mended["items"][index], name)
            case ("items", int(index), "custom", "facts", str(name), *_):
                _set_aside(mended["items"][index], mended["items"][index]["custom"], name)
    return mended


def _stand_in(item: dict[str, Any], vocabulary: Vocabulary, names: Mapping[str, str]) -> None:
    """Describe the item's part by the category and the name that its id tells."""
    part_id = item["part"]
    if not isinstance(part_id, str) or "custom" in item:
        return
    category = part_id.removeprefix(ID_PREFIX).partition("/")[0]
    if category in vocabulary.categories:
        del item["part"]
        name = names.get(part_id, part_id)[: LONGEST_NAME - len(GONE)]
        item["custom"] = {"category": category, "name": name + GONE}


def _set_aside(item: dict[str, Any], holder: dict[str, Any], name: str) -> None:
    """Move a stated fact to the item's note."""
    if name not in holder["facts"]:
        return  # another fault of the same fact
    value = json.dumps(holder["facts"].pop(name), ensure_ascii=False)[:LONGEST_VALUE]
    note = f"{item.get('note', '')} Stated, and no longer understood: {name} = {value}.".strip()
    item["note"] = note[:LONGEST_NOTE]
