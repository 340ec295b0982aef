"""One list of what several tools saw of the same machine: each device once, and those that are alike together."""

from __future__ import annotations

from dataclasses import replace

from app.intake.machine.sightings import Sighting

_NVIDIA = "10de:"


def combine(sightings: list[Sighting]) -> list[Sighting]:
    """The devices, in the order in which they stand; earlier sightings tell more of a device than later ones."""
    once = [*_from_one_tool([one for one in sightings if not _is_pci(one)]), *_by_address(sightings)]
    return _together(sorted(once, key=lambda sighting: sighting.line))


def _is_pci(sighting: Sighting) -> bool:
    return bool(sighting.address or sighting.uuid)


def _from_one_tool(sightings: list[Sighting]) -> list[Sighting]:
    """What firmware told is told by dmidecode and lshw alike: of each category, the first tool's word."""
    tools: dict[str, str] = {}
    for sighting in sightings:
        tools.setdefault(sighting.category, sighting.tool)
    return [sighting for sighting in sightings if sighting.tool == tools[sighting.category]]


def _by_address(sightings: list[Sighting]) -> list[Sighting]:
    """Each PCI device once.  Where two say different things of one address, two machines were pasted: both stay."""
    devices: dict[tuple[str, str], Sighting] = {}
    for sighting in sightings:
        if not sighting.address:
            continue
        # A network card or a controller shows one function for each port.
        slot = sighting.address if sighting.category == "gpu" else sighting.address.partition(".")[0]
        same = next(
            (key for key in devices if key[0] == slot and (not sighting.pci_id or key[1] in ("", sighting.pci_id))),
            (slot, sighting.pci_id),
        )
        devices[same] = _merged(devices[same], sighting) if same in devices else sighting
    found = list(devices.values())
    listed = _only_listed(sightings, found)
    seen = [one for one in found if one.category == "gpu" and (one.pci_id.startswith(_NVIDIA) or one.uuid)]
    if len(listed) <= len(seen):  # `nvidia-smi -L` gives no addresses: the cards are the same
        return found
    return [*listed, *(one for one in found if one not in seen)]


def _only_listed(sightings: list[Sighting], found: list[Sighting]) -> list[Sighting]:
    """Cards of `nvidia-smi -L`, each once; none where one of them is known by its address."""
    listed = {sighting.uuid: sighting for sighting in sightings if sighting.uuid and not sighting.address}
    return [] if any(one.uuid in listed for one in found) else list(listed.values())


def _merged(one: Sighting, other: Sighting) -> Sighting:
    return replace(
        one,
        name=one.name or other.name,
        pci_id=one.pci_id or other.pci_id,
        maker=one.maker or other.maker,
        facts={**other.facts, **one.facts},
        is_certain=one.is_certain or other.is_certain,
    )


def _together(sightings: list[Sighting]) -> list[Sighting]:
    """Devices of which the same is said, as one with their number."""
    groups: dict[str, list[Sighting]] = {}
    for one in sightings:
        key = repr((one.categories, one.name, one.pci_id, one.maker, sorted(one.facts.items()), one.power_limit_w))
        groups.setdefault(key, []).append(one)
    return [replace(alike[0], quantity=len(alike)) for alike in groups.values()]
