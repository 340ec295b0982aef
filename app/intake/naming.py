"""The words of part names and of lines that name parts, and what each kind of word can decide.

Names are compared word by word.  A word either says which product it is (a model number, a name, a size), or says
something of any product ("card", "modular", "black"), or makes another product of the same number ("Ti", "XL").
"""

from __future__ import annotations

import re
import unicodedata

# Spellings that mean one thing, brought to one form before the text is cut into words.  The letters in front say
# which texts have to be searched at all.
_SPELLINGS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (hint, re.compile(pattern), replacement)
    for hint, pattern, replacement in (
        ("", r"[®™©'’`]", ""),
        (",", r"(?<!\d)(\d{1,3}),(\d{3})(?!\d)", r"\1\2"),
        ("pci", r"\bpci[- ]?e(?:xpress)?\b|\bpci express\b", "pcie"),
        ("pcie", r"\bpcie\s?(?:gen\s?)?([1-6])(?:\.0)?\b(?![-+.\d])(?!\s*pin)", r"pcie gen\1"),
        ("gen", r"\bgen(?:eration)?[- ]?(\d{1,2})(?:\.0)?\b(?!\.\d)", r"gen\1"),
        (
            "",
            r"\b([rg]tx|rx|gt|tesla|quadro|geforce|radeon|epyc|ryzen|xeon|arc|titan|instinct|threadripper)(?=\d)",
            r"\1 ",
        ),
        ("super", r"(?<=\d)ti\s?super\b", " ti super"),
        ("", r"(?<=\d)(ti|super|xtx?)\b", r" \1"),
        ("v", r"(?<=\d)v([1-6])\b", r" v\1"),
        ("watt", r"(\d)\s*watts?\b", r"\1w"),
        (" ", r"(\d)\s+([gt]i?b|k?w|gbe|[mc]m|mhz|mt/s|u)\b", r"\1\2"),
        ("ib", r"(\d)([gt])ib\b", r"\1\2b"),
        ("thread", r"\bthread ripper\b", "threadripper"),
        ("founder", r"\bfounders? ed(?:itio)?n\b", "founders"),
        ("fe", r"\bfe\b", "founders"),
        ("max", r"\bmax[- ]q\b", "maxq"),
        ("dimm", r"\bso-?dimms?\b", "sodimm"),
        ("", r"\b([um])\.?([23])\b", r"\1.\2"),
        ("80", r"\b80\s?(?:\+|plus\b)", "80plus"),
        ("quiet", r"\bbe ?quiet!?", "bequiet"),
        ("skill", r"\bg\.?\s?skill\b", "gskill"),
        ("western", r"\bwestern digital\b", "wd"),
        ("wi-fi", r"\bwi-fi\b", "wifi"),
        ("alum", r"\baluminum\b", "aluminium"),
        ("atx", r"\bmicro[- ]?atx\b|\b[mu]-?atx\b", "matx"),
        ("itx", r"\bmini[- ]?itx\b", "mitx"),
        ("atx", r"\b(?:e-?|extended )atx\b", "eatx"),
        ("blower", r"\bblower[- ]style\b", "blower"),
        ("open", r"\bopen[- ]air\b", "openair"),
    )
)
_CUT = re.compile(r"[^a-z0-9.+]+")
SIZE = re.compile(r"^(\d+(?:\.\d+)?)(gb|tb|w|kw|mhz|mm|cm|gbe|g|u|mt)$")
YEAR = re.compile(r"^20(?:1[02-9]|2\d)$")  # not 2011, which is a socket


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that another chip, or another form of it, carries: a card with one of them is not the card without it.
CHIP_VARIANTS = _set("ada maxq nvl sxm sxm2 sxm3 sxm4 sxm5 sxm6 oam laptop mobile notebook")
# The same, where they stand beside the number; elsewhere they belong to a board maker's product line.
BESIDE_NUMBER = _set("ti super xt xtx gre d x3d pro")
# Words that another product of the same family carries.
PRODUCT_VARIANTS = (
    CHIP_VARIANTS
    | BESIDE_NUMBER
    | _set(
        "plus max evo mini nano compact xl xxl lite ultra elite se ii iii iv v vi shift turbo founders duo redux micro "
        "itx core lp sff extreme s x gs neo slim platinum titanium gold bronze silver"
    )
)
# Grades of efficiency say nothing of a supply that its facts don't.
GRADES = _set("platinum titanium gold bronze silver")
# Words that any product may carry beside its name.
SOFT = _set("""
    gpu gpus graphics video card cards geforce radeon cpu cpus processor processors apu motherboard mainboard mobo
    memory ram kit dimm dimms module modules stick sticks power supply supplies psu psus drive drives ssd hdd internal
    solid state edition generation gaming wifi bluetooth oc overclocked factory pwm rgb argb d-rgb tempered glass tg
    certified fully full semi modular cooler series retail oem box boxed tray version model brand stated not as
    reported original genuine used new old refurbished spare cheap ebay stock custom the a an and or with without of
    in on at to from for by each per x total pcs pieces unit units total my our all both about approx ca about
    only plain standard regular black white silver grey gray red blue chromax chromax.black chromax.black.swap snow
    desktop workstation datacenter data center nvidia amd intel heatsink airflow quiet silent low noise performance
    premium high end server host boards case chassis enclosure computer pc frame build style
    """)
# Words that state a property, which the readers of `described` take as a fact.
SPEC = _set("""
    80plus platinum titanium gold bronze silver atx sfx sfx-l flex eatx e-atx micro-atx matx mini-itx itx eps pcie nvme
    sata sas m.2 u.2 u.3 ecc non registered unbuffered reg rdimm lrdimm udimm sodimm gddr5 gddr5x gddr6 gddr6x gddr7
    hbm2 hbm2e hbm3 hbm3e ddr3 ddr4 ddr5 tower mid blower openair passive active air liquid water aio slot slots pin
    12vhpwr 12v redundant hot swap hotswap infiniband ethernet port ports dual single quad rackmount rack
    ready cable cables riser nic socket tlc mlc qlc 2280 22110 2242 2230 2.5 3.5 inch watercooled unlocked matx mitx
    itx eeb ceb bay bays
    """)
_SPEC_SHAPE = re.compile(
    r"^(?:x(?:1|2|4|8|16)|gen\d+|\d\.\d|cl\d+|c\d\d|am[345]\+?|sp[356]|s?tr[x45]\d?|swrx8|lga\d{3,4}|\d+(?:st|nd|rd|th)|"
    r"v?\d\.\d+\w?)$"
)
# Words of names that people leave out.
SELDOM_SAID = _set("geforce edition generation graphics card cards processor pwm wifi")
# Companies whose name stands before a card, processor, module or drive that others make.
RESELLERS = _set("pny dell hp hpe lenovo leadtek ibm cisco fujitsu inspur supermicro mellanox lsi avago")


def folded(text: str) -> str:
    """The text in lower case, with one spelling for what has several."""
    lowered = unicodedata.normalize("NFKC", text).lower().replace("×", "x")
    for hint, pattern, replacement in _SPELLINGS:
        if hint in lowered:
            lowered = pattern.sub(replacement, lowered)
    return lowered


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name or a line, in order; sizes stay with their units."""
    return tuple(word for raw in _CUT.split(folded(text)) if (word := raw.strip(".")).strip("+"))


def has_digit(word: str) -> bool:
    """Whether the word may be a model number."""
    return any(character.isdigit() for character in word)


def is_size(word: str) -> bool:
    """Whether the word is a figure with its unit."""
    return SIZE.match(word) is not None


def is_spec(word: str, category: str) -> bool:
    """Whether the word states a property rather than a product.  A socket in a cooler's name does say which cooler."""
    if _SPEC_SHAPE.match(word):
        return category not in ("cpu-cooler", "cpu-block") or not re.match(r"^(?:am|sp|s?tr|swrx|lga)", word)
    return word in SPEC or is_size(word)


def squeezed(text: str) -> str:
    """Letters and digits alone, as part numbers are compared."""
    return re.sub(r"[^a-z0-9+]", "", text.lower())
