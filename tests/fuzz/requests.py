"""Requests of every kind: each maker takes a seeded generator and the app's words, and answers one request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from app.core.links import encode
from app.web.bills import FORMATS
from app.web.guide import STEPS

from .mutating import HOSTILE, spoiled_text, spoiled_value
from .words import Words

LISTS = (
    "GPU: 4x RTX 3090 @ 250 W\nCPU: EPYC 7302P\nMotherboard: ROMED8-2T\nPower Supply: 2x 1600 W",
    "CPU | AMD Ryzen 9 5950X 3.4 GHz 16-Core Processor | $355.00 @ Amazon\nMemory | 4x 32 GB DDR4-3200 | -",
    "Type,Item,Price\nVideo Card,2x Tesla P40,$180\nStorage,Samsung 990 Pro 2 TB NVMe,",
    "[PCPartPicker Part List](https://pcpartpicker.com/list/x)\n**GPU** | [Gigabyte RTX 4090](https://x.example) | $1",
    "01:00.0 VGA compatible controller [0300]: NVIDIA Corporation GA102 [GeForce RTX 3090] [10de:2204] (rev a1)",
    "Handle 0x0002, DMI type 2, 15 bytes\nBase Board Information\n\tManufacturer: Supermicro\n\tProduct Name: H12SSL-i",
    "GPU 0: NVIDIA GeForce RTX 3090 (UUID: GPU-00000000-0000-0000-0000-000000000000)",
)
FIELDS = (
    "quantity",
    "power_limit_w",
    "cooling",
    "price_paid",
    "owned",
    "note",
    "facts/length_mm",
    "facts/board_power_w",
)
BUTTONS = (
    "apply",
    "remove:0",
    "more:0",
    "fewer:0",
    "custom:psu",
    "circuit",
    "fix:0",
    "next",
    "back",
    "add",
    "outlet:0",
)
CHEAP = 3  # how much more often a cheap request is made than one for which tens of builds are judged


@dataclass(frozen=True)
class Asked:
    """One request, as httpx takes it."""

    method: str
    url: str
    sent: Mapping[str, Any] = field(default_factory=dict)


Maker = Callable[[Random, Words], Asked]


def build(random: Random, words: Words) -> Any:
    """A build, most often spoiled."""
    chosen = random.choice(words.builds)
    return chosen if random.random() < 0.2 else spoiled_value(random, chosen, (*words.parts, *words.facts))


def code(random: Random, words: Words) -> str:
    """A share code: of a ready-made build, with a change that its checksum finds, or sound and of a spoiled build."""
    match random.randint(0, 3):
        case 0:
            return random.choice(words.codes)
        case 1:
            return spoiled_text(random, random.choice(words.codes))
        case _:
            spoiled = build(random, words)
            try:
                return encode(spoiled)
            except (ValueError, UnicodeEncodeError):
                return random.choice(words.codes)


def text(random: Random, words: Words) -> str:
    """A word that means something, or one that was spoiled."""
    word = random.choice((*words.parts, *words.categories, *words.facts, *words.rules, *HOSTILE, "3090", "epyc 7302p"))
    return word if random.random() < 0.5 else spoiled_text(random, word)


def saved(random: Random, words: Words) -> str:
    """The id of a saved build, or what was one."""
    kept = random.choice((*words.saved, words.owned))
    return kept if random.random() < 0.7 else path(random, words)


def path(random: Random, words: Words) -> str:
    """A step of an address."""
    return quote(text(random, words)[:300].encode("utf-8", "replace"), safe="/")


def bench(random: Random, words: Words) -> Asked:
    ending = random.choice(
        ("", "", "/bom", "/badge.svg", "/card.svg", "/bring-up", *(f"/bom.{one}" for one in FORMATS))
    )
    ending = random.choice((ending, ending, "/bring-up.sh", "/bring-up.md", f".{path(random, words)}"))
    return Asked("GET", f"/build{ending}", {"params": {"b": code(random, words), "from": text(random, words)}})


def kept(random: Random, words: Words) -> Asked:
    ending = random.choice(("", "", "/bom", "/badge.svg", "/card.svg", "/bom.csv", "/bom.xlsx", "/nothing"))
    return Asked("GET", f"/b/{saved(random, words)}{ending}")


def listing(random: Random, words: Words) -> Asked:
    query = {
        "category": text(random, words),
        "q": text(random, words),
        "page": text(random, words),
        "sort": text(random, words),
    }
    query |= {text(random, words): text(random, words) for _ in range(random.randint(0, 3))}
    if random.random() < 0.6:
        query["category"] = random.choice(words.categories)
    return Asked("GET", random.choice(("/parts", "/api/v1/parts")), {"params": query})


def reading(random: Random, words: Words) -> Asked:
    room = random.choice(
        ("/parts", "/rules", "/data", "/problems", "/api/v1/parts", "/api/v1/rules", "/api/v1/builds", "/static")
    )
    query = {"fact": text(random, words), "rule": text(random, words)}
    return Asked("GET", f"{room}/{path(random, words)}", {"params": query})


def comparing(random: Random, words: Words) -> Asked:
    if random.random() < 0.5:
        ids = [text(random, words) for _ in range(random.randint(0, 9))]
        return Asked("GET", "/parts/compare", {"params": {"id": ids, "only": text(random, words)}})
    codes = [code(random, words) for _ in range(random.randint(0, 4))]
    query = {"b": codes, "s": saved(random, words), "add": text(random, words), "only": text(random, words)}
    return Asked("GET", "/compare", {"params": query})


def checklist(random: Random, words: Words) -> Asked:
    names = ("gpu", "host", "chassis", "psu", "quantity")
    return Asked("GET", "/check", {"params": {name: text(random, words) for name in names}})


def choosing(random: Random, words: Words) -> Asked:
    query = {
        "b": code(random, words),
        "q": text(random, words),
        "sort": text(random, words),
        "page": text(random, words),
    }
    query |= {"replaces": random.choice(("0", "1", "99", text(random, words)))}
    return Asked("GET", f"/build/choose/{random.choice((*words.categories, path(random, words)))}", {"params": query})


def guiding(random: Random, words: Words) -> Asked:
    query = {"b": code(random, words), "category": text(random, words), "q": text(random, words)}
    return Asked("GET", f"/guide/{random.choice(STEPS).slug}", {"params": query})


def mending(random: Random, words: Words) -> Asked:
    if random.random() < 0.5:
        return Asked("GET", "/build/repair", {"params": {"b": code(random, words)}})
    return Asked("GET", "/build", {"params": {"b": code(random, words), "fixes": random.choice((*words.rules, "all"))}})


def editing(random: Random, words: Words) -> Asked:
    form = {"b": code(random, words), "do": random.choice((*BUTTONS, text(random, words)))}
    for _ in range(random.randint(0, 6)):
        form[f"/items/{random.choice((0, 0, 1, 2, 999))}/{random.choice(FIELDS)}"] = text(random, words)
        section = random.choice(
            ("site/room_c", "site/circuits/0/volts", "choices/psu_redundancy", "choices/slot_pins/0/slot", "title")
        )
        form[f"/{section}"] = random.choice((text(random, words), "20", "2+2"))
    extra = random.choice(("add", "replaces", "custom_name", "patch", "own", "category", text(random, words)))
    form[extra] = random.choice(
        (text(random, words), '[{"op": "remove", "items": ["gpus"]}]', random.choice(words.parts))
    )
    step = random.choice(STEPS).slug
    return Asked("POST", random.choice(("/build/edit", "/build/edit", "/build/save", f"/guide/{step}")), {"data": form})


def owning(random: Random, words: Words) -> Asked:
    form = {"owner_secret": random.choice((words.secret, text(random, words))), "title": text(random, words)}
    doing = random.choice(("rename", "rename", "edit", "withdraw"))
    return Asked("POST", f"/b/{saved(random, words)}/{doing}", {"data": form})


def pasting(random: Random, words: Words) -> Asked:
    pasted = random.choice((*LISTS, f"see /build?b={code(random, words)}", str(build(random, words))))
    for _ in range(random.choice((0, 1, 1, 5))):
        pasted = spoiled_text(random, pasted)
    match random.randint(0, 3):
        case 0:
            return Asked("POST", "/api/v1/import", {"json": {"text": _sendable(pasted)}})
        case 1:
            file = (
                "list.txt",
                pasted.encode("utf-8", "replace"),
                random.choice(("text/plain", "application/json", "x/y")),
            )
            return Asked("POST", "/build/import", {"data": {"text": ""}, "files": {"file": file}})
        case _:
            return Asked(
                "POST", "/build/import", {"data": {"text": pasted, "accept": "1", "pick.1": text(random, words)}}
            )


def judging(random: Random, words: Words) -> Asked:
    body = _sendable(build(random, words))
    address = random.choice(("/api/v1/check", "/api/v1/check", "/api/v1/builds"))
    return Asked(
        "POST", address, {"json": body, "params": {"parent": text(random, words)} if "builds" in address else {}}
    )


def searching(random: Random, words: Words) -> Asked:
    asked = {"build": build(random, words), "category": random.choice(words.categories)}
    address, body = random.choice(
        (
            ("/api/v1/candidates", {**asked, "q": text(random, words)[:200]}),
            ("/api/v1/repair", {"build": asked["build"]}),
            ("/api/v1/check/batch", {"builds": [asked["build"]] * random.choice((1, 2, 21))}),
            ("/api/v1/check?fixes=1", asked["build"]),
        )
    )
    return Asked("POST", address, {"json": _sendable(body)})


def raw(random: Random, words: Words) -> Asked:
    content = random.choice(
        (
            random.randbytes(random.choice((0, 10, 500))),
            b"[" * 30_000,
            b"a=" + b"%41" * 30_000,
            b"&".join(b"f%d=1" % number for number in range(25_000)),
            b"\x1f\x8b" + random.randbytes(50),
        )
    )
    types = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/xml", "")
    headers = {
        "content-type": random.choice(types),
        "hx-request": "true",
        "if-none-match": "x" * random.choice((0, 9_000)),
    }
    address = random.choice(
        ("/build/edit", "/build/import", "/guide/host", "/api/v1/check", "/api/v1/import", "/parts")
    )
    return Asked(random.choice(("POST", "POST", "PUT", "GET")), address, {"content": content, "headers": headers})


MAKERS: tuple[Maker, ...] = (
    *(bench, kept, listing, reading, comparing, checklist, editing, owning, pasting, judging, raw) * CHEAP,
    *(choosing, guiding, mending, searching),
)


def _sendable(value: Any) -> Any:
    """JSON has no halves of characters and no endless numbers: the client could not write them."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_sendable(key): _sendable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_sendable(inner) for inner in value]
    return None if isinstance(value, float) and not abs(value) < float("inf") else value
