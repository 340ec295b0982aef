"""PCI devices as lspci and lshw name them: which are parts, and of what category."""

from __future__ import annotations

import re

from app.intake.machine.sightings import Sighting, full_address

# Classes by number and by name; what is not named here is no part: bridges, USB, audio, the chipset's own.
_CLASSES: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (codes, re.compile(pattern, re.IGNORECASE), categories)
    for codes, pattern, categories in (
        ("0300 0301 0302 0380 1200", r"vga|3d controller|display|xga|processing accelerator", ("gpu",)),
        ("0108", r"non-volatile memory", ("storage",)),
        ("0200 0207", r"ethernet|infiniband", ("nic",)),
        ("0104 0107", r"serial attached scsi|raid bus", ("hba",)),
    )
)
VENDORS = {"nvidia": "10de", "advanced micro devices": "1002", "intel": "8086"}
# The pictures of a management controller or of a virtual machine's screen.
_NO_CARD = re.compile(
    r"aspeed|matrox|cirrus|vmware|qxl|red hat|virtio|bochs|hyper-v|hi171|ibmc|xgi|\bsm7[15]\d", re.IGNORECASE
)
_NO_CARD_VENDORS = ("1a03", "102b", "1013", "15ad", "1b36", "1af4", "1234", "1414", "19e5")
_IN_THE_PROCESSOR = re.compile(r"^0000:00:0[0-3]\.")
_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_DEVICE = re.compile(r"\bdevice ([0-9a-f]{4})\b", re.IGNORECASE)
_VIRTUAL = re.compile(r"virtual function", re.IGNORECASE)


def categories_of(code: str, name: str) -> tuple[str, ...]:
    """The categories of a PCI class, by its number where the tool gives one."""
    for codes, pattern, categories in _CLASSES:
        if code in codes.split() if code else pattern.search(name):
            return categories
    return ()


def sighted(
    line: int, text: str, tool: str, address: str, categories: tuple[str, ...], name: str, pci_id: str = ""
) -> Sighting | None:
    """A PCI device as a sighting; None for one that is no part of its own.  `name` is the vendor's and device's."""
    address, pci_id = full_address(address), pci_id or _id_in(name)
    category = categories[0]
    if _VIRTUAL.search(name) or (category == "gpu" and _is_no_card(address, pci_id, name)):
        return None
    if category != "gpu" and address.startswith("0000:00:"):  # on the root bus: the chipset's own
        return None
    return Sighting(
        line, text[:300], categories, product_name(name), tool, address, pci_id, is_certain=category == "gpu"
    )


def product_name(name: str) -> str:
    """ "NVIDIA Corporation GA102 [GeForce RTX 3090]" is sold as "NVIDIA GeForce RTX 3090"."""
    if _DEVICE.search(name):
        return ""
    plain = name.replace("[AMD/ATI]", "").replace("[AMD]", "")
    sold = _BRACKETED.findall(plain)
    vendor = next((word for word in VENDORS if word in name.lower()), "")
    if not vendor:
        return " ".join(plain.replace("[", " ").replace("]", " ").split())
    maker = {"10de": "NVIDIA", "1002": "AMD", "8086": "Intel"}[VENDORS[vendor]]
    return f"{maker} {sold[-1] if sold else plain.partition('Corporation')[2].strip() or plain}"


def _id_in(name: str) -> str:
    """ "NVIDIA Corporation Device 2684" is what lspci writes of a device that its list does not have."""
    vendor = next((code for word, code in VENDORS.items() if word in name.lower()), "")
    device = _DEVICE.search(name)
    return f"{vendor}:{device[1].lower()}" if vendor and device else ""


def _is_no_card(address: str, pci_id: str, name: str) -> bool:
    if pci_id.partition(":")[0] in _NO_CARD_VENDORS or _NO_CARD.search(name):
        return True
    is_intel = pci_id.startswith("8086:") or "intel" in name.lower()
    return is_intel and _IN_THE_PROCESSOR.match(address) is not None
