"""What people write before the name of a part, and the categories that it can be of, the likeliest first."""

from __future__ import annotations

import re

_BOARD = ("motherboard", "server")
_CASE = ("chassis", "server")
_ADAPTER = ("riser", "cable", "carrier", "hba", "power-breakout")
_COOLER = ("cpu-cooler", "cpu-block")
_BLOCK = ("gpu-block", "cpu-block")
_LABELS: dict[tuple[str, ...], str] = {
    ("gpu",): "gpu|video card|graphics card|graphics|graphic card|vga|accelerator|gpu card",
    ("cpu",): "cpu|processor|proc|apu|cpu/apu",
    _BOARD: "motherboard|mobo|mainboard|main board|board|mb|system board|logic board",
    _CASE: "case|chassis|enclosure|case/chassis|tower|computer case|pc case",
    ("chassis",): "frame|open frame|bench|mining frame",
    ("server", "chassis"): "server|barebone|workstation|system|machine|host|base system|platform|mini pc|base",
    ("memory",): "memory|ram|dimm|system memory|system ram|memory kit",
    ("psu",): "power supply|power supplie|psu|power|power supply unit|power unit",
    _COOLER: "cpu cooler|cooler|heatsink|cpu heatsink|cpu cooling|cooling|aio|cpu fan|cpu aio",
    ("cpu-block",): "cpu block|cpu water block|cpu waterblock",
    ("gpu-block",): "gpu cooler|gpu block|gpu cooling|gpu water block|gpu waterblock|gpu shroud",
    _BLOCK: "water block|waterblock|block",
    ("storage",): (
        "storage|ssd|hdd|disk|drive|nvme|nvme ssd|hard drive|boot drive|boot ssd|boot disk|os drive|os disk|data drive|"
        "data disk|system drive|system disk|m.2|m.2 ssd|sata ssd|solid state drive|scratch|boot"
    ),
    ("nic", "switch"): (
        "network card|networking|network|nic|wired network adapter|network adapter|ethernet|ethernet card|"
        "infiniband|wireless network adapter|lan"
    ),
    ("nvlink-bridge",): "nvlink bridge|nvlink|bridge|sli bridge",
    ("riser", "cable"): "riser|riser cable|pcie riser|gpu riser|extender|bifurcation|bifurcation card|splitter|pcie",
    _ADAPTER: "adapter|adaptor|converter",
    ("cable", "riser"): "cable|cabling|gpu cable|power cable",
    ("carrier",): "carrier|carrier board",
    ("power-breakout",): "breakout|breakout board|power distribution board|power board",
    ("ups", "pdu"): "ups/pdu|ups|pdu|power distribution|backup power",
    ("radiator",): "radiator|rad",
    ("pump", "reservoir"): "pump|pump/reservoir|pump/res",
    ("reservoir", "pump"): "reservoir|res",
    ("fitting",): "fitting",
    ("coolant",): "coolant|fluid",
    ("fan",): "fan|case fan|chassis fan|radiator fan",
    ("hba",): "hba|raid|raid card|raid controller|storage controller|sas controller|sas card|host bus adapter",
    ("rack",): "rack|server rack",
    ("switch",): "switch|network switch|ethernet switch",
    ("transceiver",): "transceiver|optic|module|sfp",
    ("chiller",): "chiller",
    (): "other|custom|misc|part|item|accessory|accessorie|extra|component|thing",
}
_CATEGORIES = {label: categories for categories, labels in _LABELS.items() for label in labels.split("|")}
# What a line without a label is about, by the words of the name itself; the first that fits.
_KINDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), categories)
    for pattern, categories in (
        (r"breakout board", ("power-breakout",)),
        (r"\bcarrier\b|\bsxm\d? (?:to pcie )?(?:adapter|board)|\bbackplane board", ("carrier",)),
        (r"\bwater ?blocks?\b|\bfull[- ]cover\b|\bcold ?plate\b|\b(?:gpu|fan) (?:fan )?(?:shroud|duct)\b", _BLOCK),
        (
            r"\bnvlink\b.*\bbridge|\bbridge\b.*\bnvlink|\b(?:sli|infinity fabric|xe link)\b.*\bbridge",
            ("nvlink-bridge",),
        ),
        (r"\bslot nvlink\b|\bnvlink \d[- ]slot", ("nvlink-bridge",)),
        (r"\bnics?\b|\bnetwork (?:card|adapter)", ("nic",)),
        (r"\bconnect-?x\b|\bconnect-?x-?\d", ("nic", "cable", "transceiver")),
        (r"\b(?:m\.?2|nvme) to pci-?e|\bpci-?e to m\.?2", ("riser", "hba", "cable")),
        (r"\brisers?\b|\bextender\b|bifurcation|\bsplitter\b|\bmcio\b|\bslimsas\b|\boculink\b", ("riser", "cable")),
        (r"\bdual psu\b|\bpsu sync|\badd2psu|\bcables?\b|\badapters?\b|\bextensions?\b", (*_ADAPTER, "nic")),
        (r"\bcpu cooler|\bheatsinks?\b|\baio\b|\b(?:air|liquid|stock|tower|boxed) cooler", _COOLER),
        (r"\bradiators?\b", ("radiator", "fan")),
        (r"\breservoirs?\b|\bpumps?\b", ("pump", "reservoir")),
        (r"\bpower suppl(?:y|ies)\b|\bpsus?\b", ("psu",)),
        (r"\bups\b|\bpdu\b", ("ups", "pdu")),
        (r"\b(?:network|ethernet) switch|-port\b.*\bswitch\b", ("switch",)),
        (r"\bmotherboard|\bmainboard|\bmobo\b", _BOARD),
        (r"\bboard\b", (*_BOARD, "carrier", "riser", "power-breakout")),
        (r"\bnvme\b|\bssds?\b|\bhdds?\b|\bhard (?:drive|disk)|\bdisks?\b", ("storage", "hba", "riser")),
        (r"\b(?:case|fan|radiator|120 ?mm|140 ?mm|80 ?mm|92 ?mm) fans?\b", ("fan", "radiator")),
        (r"\br?dimms?\b|\bddr[345]\b|\bram\b", ("memory", "motherboard")),
        (r"\b(?:1[3-9]|[2-4]\d)u\b", ("rack", "chassis")),
        (r"\b(?:case|chassis|tower|frame|rackmount|open bench|test bench)\b", _CASE),
    )
)


def known_label(text: str) -> str:
    """The label in the form that is known here, "" for words that are none: "GPUs (x4)" and "GPU 2" are "gpu"."""
    plain = re.sub(r"\([^()]*\)|\s#?\d+\s?[x×]?\s*$|(?<=[a-z]{2})#?\d+\s*$|\s[x×]\s?\d+\s*$", " ", text.lower())
    plain = re.sub(r"\s+", " ", plain).strip(" *_-#:/")
    return next((label for label in (plain, plain.removesuffix("s")) if label in _CATEGORIES), "")


def categories_of(label: str) -> tuple[str, ...]:
    """The categories that a label allows; none named: any."""
    return _CATEGORIES.get(label, ())


def kinds_in(head: str) -> tuple[str, ...]:
    """The categories that the words of a name speak of; none named: any."""
    lowered = head.lower()
    return next((categories for pattern, categories in _KINDS if pattern.search(lowered)), ())
