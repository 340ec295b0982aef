"""Which water block or shroud sits on which GPU.

The builder rarely says; the assignment is the kindest one: as many blocks as possible on cards that they fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from app.core.rig import Device, Rig

MODULES = ("sxm2", "sxm3", "sxm4", "sxm5", "sxm6", "oam", "mxm")


class Fit(IntEnum):
    """How a block goes with a card, best first."""

    FITS = 0
    UNKNOWN = 1
    OTHER = 2


@dataclass(frozen=True, slots=True)
class Mounted:
    """Equal GPUs of one item with equal covers (None: nothing is mounted on them)."""

    gpu: Device
    block: Device | None
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.names)

    @property
    def label(self) -> str:
        return f"{self.count} × {self.gpu.label}" if self.count > 1 else self.gpu.label


def fit_of(block: Device, gpu: Device) -> Fit:
    """Whether the block is made for the card: same form, and the card's circuit board on the block's list."""
    forms = block.text("form_factor"), gpu.text("form_factor")
    if None not in forms and forms[0] != forms[1]:
        return Fit.OTHER
    made_for, board = block.texts("pcb_ids"), gpu.text("pcb_id")
    if made_for is None or board is None:
        return Fit.UNKNOWN
    return Fit.FITS if board in made_for else Fit.OTHER


def mounted(rig: Rig) -> list[Mounted]:
    """The rig's GPUs with what is mounted on them, equal ones together."""
    covers = _covers(rig)
    groups: dict[tuple[str, str, str], list[Device]] = {}
    for gpu in rig.gpus:
        block = covers.get(gpu.name)
        groups.setdefault((gpu.item.id, gpu.part.id, block.item.id if block else ""), []).append(gpu)
    return [Mounted(gpus[0], covers.get(gpus[0].name), tuple(gpu.name for gpu in gpus)) for gpus in groups.values()]


def spare_blocks(rig: Rig) -> int:
    """Blocks and shrouds that no GPU is left for."""
    return len(rig.all("gpu-block")) - len(_covers(rig))


def _covers(rig: Rig) -> dict[str, Device]:
    """GPU name to block.  Cards that ask for one come first; a card with a factory block takes none."""
    open_to_one = [gpu for gpu in rig.gpus if gpu.item.cooling != "stock" and gpu.text("cooling") != "water"]
    asking = [gpu for gpu in open_to_one if gpu.item.cooling is not None]
    silent = [gpu for gpu in open_to_one if gpu.item.cooling is None]
    free = list(rig.all("gpu-block"))
    found: dict[str, Device] = {}
    for gpus in (asking, silent):
        pairs = _perfect(gpus, free)
        free = [block for block in free if all(block is not taken for taken in pairs.values())]
        for worst in (Fit.UNKNOWN, Fit.OTHER):
            for gpu in gpus:
                block = next((one for one in free if _usable(one, gpu) and fit_of(one, gpu) <= worst), None)
                if gpu.name not in pairs and block is not None:
                    pairs[gpu.name] = block
                    free = [one for one in free if one is not block]
        found |= pairs
    return found


def _usable(block: Device, gpu: Device) -> bool:
    """Whether the block is of the kind that the card asks for; a block of unknown kind may be either."""
    unwanted = {"loop": "shroud", "shroud": "water"}.get(gpu.item.cooling or "")
    return unwanted is None or block.text("kind") != unwanted


def _perfect(gpus: Sequence[Device], blocks: Sequence[Device]) -> dict[str, Device]:
    """The largest matching of cards and blocks that fit (Kuhn's augmenting paths)."""
    holder: dict[int, Device] = {}

    def seek(gpu: Device, seen: set[int]) -> bool:
        for number, block in enumerate(blocks):
            if number in seen or not _usable(block, gpu) or fit_of(block, gpu) is not Fit.FITS:
                continue
            seen.add(number)
            if number not in holder or seek(holder[number], seen):
                holder[number] = gpu
                return True
        return False

    dead: set[int] = set()  # blocks that no path from an unlucky card could free: later cards need not ask again
    for gpu in gpus:
        seen = set(dead)
        if not seek(gpu, seen):
            dead = seen
    return {gpu.name: blocks[number] for number, gpu in holder.items()}
