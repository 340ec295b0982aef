"""The bring-up pack as Markdown, to be printed and ticked off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.export.bom_markdown import plain_text
from app.export.bring_up.pack import Pack


def pack_as_markdown(pack: Pack) -> str:
    """Settings, seats, memory, wiring, steps, power limits."""
    return "\n".join(_written(pack)).rstrip() + "\n"


def _written(pack: Pack) -> Iterator[str]:
    yield f"# Bring-up of {plain_text(pack.title)}"
    yield ""
    yield f"The build's verdict was: {pack.verdict}. Mains wiring is an electrician's work."
    yield from _list("Firmware settings", pack.settings, "- [ ] ")
    yield from _list("Order of assembly", pack.steps, "1. ")
    yield from _table("Seats", ("Slot or port", "Device", "Link"), pack.seats)
    yield from _table("Memory", ("Processor and channel", "Modules"), pack.memory)
    wires = [(w.device, w.connector, w.supply, w.plugs, w.adapter) for w in pack.wiring]
    yield from _table("Wiring", ("Device", "Connector", "Supply", "Plug", "Adapter"), wires)
    yield from _list("To buy for the wiring", pack.to_buy, "- ")
    limits = [f"{limit.label}: {limit.watts:g} W ({', '.join(limit.devices)})" for limit in pack.limits]
    yield from _list("Power limits", limits, "- [ ] ")


def _list(title: str, entries: Sequence[str], bullet: str) -> Iterator[str]:
    if entries:
        yield from ("", f"## {title}", "")
        yield from (f"{bullet}{plain_text(entry)}" for entry in entries)


def _table(title: str, headings: Sequence[str], rows: Sequence[Iterable[str]]) -> Iterator[str]:
    if rows:
        yield from ("", f"## {title}", "", f"| {' | '.join(headings)} |", f"|{' --- |' * len(headings)}")
        yield from (f"| {' | '.join(plain_text(cell) for cell in row)} |" for row in rows)
