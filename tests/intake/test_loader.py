"""The loader reads every part of the format, and refuses each planted fault with file, key and cure."""

from __future__ import annotations

import pytest

from app.core.parts import Basis, Catalog, Condition, Facts
from app.intake.loader import load_catalog
from app.intake.problems import CatalogError, Problem
from app.resources import resource_root
from tests.intake.conftest import BOARD, CHIP, GPU, SERVER, MakeCatalog

GPU_FILE = "gpu/nvidia/test-9000.toml"
CHIP_FILE = "shared/chip/nvidia/t9.toml"
BOARD_FILE = "motherboard/test/board.toml"
SERVER_FILE = "server/test/server.toml"


def faults_in(make_catalog: MakeCatalog, changed: dict[str, str | bytes | None]) -> tuple[Problem, ...]:
    with pytest.raises(CatalogError) as caught:
        load_catalog(make_catalog(changed))
    return caught.value.problems


def test_a_part_is_read_with_facts_sources_and_what_it_shares(small_catalog: Catalog) -> None:
    gpu = small_catalog.parts["gpu/nvidia/test-9000"]
    assert gpu.facts.number("board_power_w") == 350
    assert gpu.facts.records("aux_power") == (Facts({"connector": "pcie16", "count": 1}),)
    assert (gpu.facts.text("chip"), gpu.facts.number("memory_gb")) == ("t9", 24)
    assert [gpu.basis(fact) for fact in ("board_power_w", "chip", "memory_gb", "cooling", "architecture")] == [
        Basis.VENDOR,
        Basis.THIRD_PARTY,
        Basis.VENDOR,  # the part's own data sheet vouches for a shared fact
        Basis.GENERAL,
        Basis.GENERAL,
    ]
    assert gpu.sources["board_power_w"].read == "2026-05-16"
    assert gpu.unknown == {"height_mm"}
    assert gpu.prices[0].date == "2026-05-16"
    assert gpu.known_issues[0].when == (Condition("choices", "software.driver", "in", ("470",)),)
    assert gpu.status == "current"


def test_a_former_id_leads_to_the_part(small_catalog: Catalog) -> None:
    part = small_catalog.part("gpu/nvidia/old-9000")
    assert part is not None
    assert part.id == "gpu/nvidia/test-9000"


def test_a_bundle_brings_parts_of_the_catalog_and_inner_parts(small_catalog: Catalog) -> None:
    board, chassis, supply, standby = small_catalog.parts["server/test/server"].provides
    assert (board.part, board.inner) == ("motherboard/test/board", None)
    assert chassis.inner is not None
    assert chassis.inner.id == "server/test/server#chassis"
    assert chassis.inner.basis("fan_wall") is Basis.VENDOR  # vouched by the bundle's source
    assert chassis.inner.basis("psu_bays") is Basis.GENERAL
    assert chassis.inner.maker == "Maker"
    assert supply.quantity == 2
    assert [brought.inner.id for brought in (supply, standby) if brought.inner] == [
        "server/test/server#psu",
        "server/test/server#psu-2",
    ]


def test_a_parts_own_fact_overrules_a_shared_one_together_with_its_source(make_catalog: MakeCatalog) -> None:
    own = GPU.replace('cooling = "passive"', 'cooling = "passive"\nchip = "t9b"').replace(
        'general_knowledge = ["cooling"]', 'general_knowledge = ["cooling", "chip"]'
    )
    gpu = load_catalog(make_catalog({GPU_FILE: own})).parts["gpu/nvidia/test-9000"]
    assert gpu.facts.text("chip") == "t9b"
    assert gpu.basis("chip") is Basis.GENERAL


SHARED_ISSUE = """
[[known_issues]]
area = "firmware-driver"
severity = "warning"
text = "The whole family throttles."

[[known_issues.sources]]
url = "https://example.org/family"
title = "The maker on its family"
read = 2026-05-16
kind = "vendor"
"""


def test_a_part_has_the_known_issues_of_what_it_shares(make_catalog: MakeCatalog) -> None:
    gpu = load_catalog(make_catalog({CHIP_FILE: CHIP + SHARED_ISSUE})).parts["gpu/nvidia/test-9000"]
    assert [issue.text for issue in gpu.known_issues][1:] == ["The whole family throttles."]


def test_the_version_follows_the_content(make_catalog: MakeCatalog) -> None:
    root = make_catalog()
    first = load_catalog(root).version
    assert load_catalog(root).version == first
    (root / GPU_FILE).write_text(GPU.replace("1200", "1300"))
    assert load_catalog(root).version != first


def test_all_faults_of_all_files_are_told_at_once(make_catalog: MakeCatalog) -> None:
    broken = GPU.replace("board_power_w = 350", 'board_power_w = 0\nlength_mm = "330"')
    problems = faults_in(make_catalog, {GPU_FILE: broken, BOARD_FILE: "name = ", "gpu/x/y.toml": "nam = 1"})
    assert {problem.file for problem in problems} == {GPU_FILE, BOARD_FILE, SERVER_FILE, "gpu/x/y.toml"}
    assert {problem.key for problem in problems if problem.file == GPU_FILE} == {
        "facts.board_power_w",
        "facts.length_mm",
    }


# Each row: the file, what is replaced by what in its text, the key that is named, a word of the sentence, of the cure.
PLANTED = [
    ("an impossible zero", GPU_FILE, "= 350", "= 0", "facts.board_power_w", "at least 1", "left out"),
    ("a figure as text", GPU_FILE, "= 350", '= "350 W"', "facts.board_power_w", "number is wanted", "quotation"),
    ("a number without end", GPU_FILE, "= 350", "= inf", "facts.board_power_w", "finite", "Correct"),
    ("yes as a figure", GPU_FILE, "= 350", "= true", "facts.board_power_w", "number is wanted", "figure"),
    (
        "a misspelt fact",
        GPU_FILE,
        "board_power_w = 350",
        "bord_power_w = 350",
        "facts.bord_power_w",
        "not a fact",
        "board_power_w",
    ),
    ("a word outside the list", GPU_FILE, '"passive"', '"pasive"', "facts.cooling", "not one of", "passive"),
    ("a misspelt key", GPU_FILE, "aliases", "alias", "alias", "not a key", "aliases"),
    (
        "a misspelt key deep inside",
        GPU_FILE,
        "count = 1",
        "cuont = 1",
        "facts.aux_power[0].cuont",
        "not a key",
        "count",
    ),
    ("a record's missing field", GPU_FILE, ", count = 1", "", "facts.aux_power[0].count", "missing", "Write it"),
    ("a missing name", GPU_FILE, 'name = "NVIDIA Test 9000"', "", "name", "missing", "Write it"),
    ("an unknown status", GPU_FILE, 'maker = "NVIDIA"', 'status = "old"', "status", "not one of", "one of"),
    ("a fact without a base", GPU_FILE, '["cooling"]', "[]", "facts.cooling", "rests on nothing", "general_knowledge"),
    (
        "a fact with two bases",
        GPU_FILE,
        '["cooling"]',
        '["cooling", "board_power_w"]',
        "general_knowledge[1]",
        "has a source",
        "Remove",
    ),
    (
        "general knowledge of nothing",
        GPU_FILE,
        '["cooling"]',
        '["cooling", "idle_w"]',
        "general_knowledge[1]",
        "not stated",
        "",
    ),
    (
        "a source for nothing",
        GPU_FILE,
        '"aux_power", ',
        '"aux_powr", "aux_power", ',
        "sources[0].facts[1]",
        "not stated",
        "aux_power",
    ),
    ("an unknown that is known", GPU_FILE, '["height_mm"]', '["cooling"]', "unknown[0]", "is stated", "Remove"),
    (
        "a reason for what is known",
        GPU_FILE,
        "[facts]",
        '[unknowable]\ncooling = "odd"\n\n[facts]',
        "unknowable.cooling",
        "is stated",
        "Remove",
    ),
    (
        "a reason that is none",
        GPU_FILE,
        "[facts]",
        '[unknowable]\nlength_mm = ""\n\n[facts]',
        "unknowable.length_mm",
        "",
        "",
    ),
    ("an unknown that is no fact", GPU_FILE, '["height_mm"]', '["heigth_mm"]', "unknown[0]", "not a fact", "height_mm"),
    (
        "a shared file that is not there",
        GPU_FILE,
        "nvidia/t9",
        "nvidia/t99",
        "shares[0]",
        "no shared",
        "chip/nvidia/t9",
    ),
    (
        "a source's wrong date",
        GPU_FILE,
        "read = 2026-05-16",
        'read = "May"',
        "sources[0].read",
        "date is wanted",
        "2026",
    ),
    (
        "a source without address",
        GPU_FILE,
        "https://example.com/t9000.pdf",
        "data sheet",
        "sources[0].url",
        "right form",
        "spelling",
    ),
    (
        "a source of another kind",
        GPU_FILE,
        'kind = "vendor"\nfacts',
        'kind = "forum"\nfacts',
        "sources[0].kind",
        "not one of",
        "one of",
    ),
    ("a gift", GPU_FILE, "amount = 1200", "amount = 0", "prices[0].amount", "more than 0", "Correct"),
    ("a currency's sign", GPU_FILE, '"USD"', '"$"', "prices[0].currency", "right form", "spelling"),
    ("a foreign area", GPU_FILE, '"firmware-driver"', '"drivers"', "known_issues[0].area", "not one of", ""),
    (
        "an issue on one report",
        GPU_FILE,
        'kind = "vendor" }',
        'kind = "third-party" }',
        "known_issues[0].sources",
        "one report",
        "independent",
    ),
    (
        "an issue with a foreign choice",
        GPU_FILE,
        "software.driver",
        "driver",
        "known_issues[0].when[0].fact",
        "not a choice",
        "software.driver",
    ),
    (
        "an issue with a foreign category",
        GPU_FILE,
        'category = "choices"',
        'category = "gpus"',
        "known_issues[0].when[0].category",
        "neither",
        "gpu",
    ),
    (
        "an issue that compares texts",
        GPU_FILE,
        'test = "in"',
        'test = "below"',
        "known_issues[0].when[0].values",
        "one number",
        "one number",
    ),
    (
        "a shared fact of another category",
        CHIP_FILE,
        'chip = "t9"',
        'socket = "AM4"',
        "facts.socket",
        "not a fact",
        "gpu.toml",
    ),
    ("a shared zero", CHIP_FILE, "memory_gb = 24", "memory_gb = 0", "facts.memory_gb", "at least", "Correct"),
    (
        "a root that the board lacks",
        BOARD_FILE,
        'root = "switch0"',
        'root = "switch1"',
        "facts.slots[1].root",
        "not one of this board",
        "roots",
    ),
    (
        "an uplink that the board lacks",
        BOARD_FILE,
        'uplink_root = "cpu0"',
        'uplink_root = "soc"',
        "facts.roots[0].uplink_root",
        "not one of",
        "cpu0",
    ),
    (
        "lanes shared with nothing",
        BOARD_FILE,
        '"M2_1"]',
        '"M2_2"]',
        "facts.lane_sharing[0]",
        "neither a slot nor a port",
        "M2_1",
    ),
    ("two slots of one name", BOARD_FILE, '"PCIE2", root', '"PCIE1", root', "facts.slots[1]", "repeats", "once"),
    (
        "a provided part that is not there",
        SERVER_FILE,
        "test/board",
        "test/bord",
        "provides[0].part",
        "not in the catalog",
        "test/board",
    ),
    (
        "a provided part of another category",
        SERVER_FILE,
        'category = "motherboard"',
        'category = "cpu"',
        "provides[0].category",
        "is a motherboard",
        "Correct",
    ),
    (
        "a provided category that is none",
        SERVER_FILE,
        'category = "chassis"',
        'category = "case"',
        "provides[1].category",
        "not a category",
        "",
    ),
    (
        "an inner zero",
        SERVER_FILE,
        "psu_bays = 4",
        "psu_bays = -1",
        "provides[1].facts.psu_bays",
        "at least 0",
        "Correct",
    ),
    (
        "an inner fact without a base",
        SERVER_FILE,
        '["chassis.fan_wall"]',
        "[]",
        "provides[1].facts.fan_wall",
        "rests on nothing",
        "source",
    ),
    (
        "a source for an inner nothing",
        SERVER_FILE,
        '["chassis.fan_wall"]',
        '["chassis.fan_wall", "chassis.depth_mm"]',
        "sources[0].facts[1]",
        "not stated",
        "",
    ),
    (
        "a qualified part that is not there",
        SERVER_FILE,
        "nvidia/test-9000",
        "nvidia/test-900",
        "provides[1].facts.qualified_gpus[0]",
        "not in the catalog",
        "test-9000",
    ),
    ("no units", SERVER_FILE, "quantity = 2", "quantity = 0", "provides[2].quantity", "at least 1", "Correct"),
    (
        "neither a part nor a name",
        SERVER_FILE,
        'name = "Test Server\'s standby supply"',
        "",
        "provides[3]",
        "either `part`",
        "",
    ),
]
TEXTS = {GPU_FILE: GPU, CHIP_FILE: CHIP, BOARD_FILE: BOARD, SERVER_FILE: SERVER}


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "what", "cure"), [pytest.param(*r[1:], id=r[0]) for r in PLANTED]
)
def test_a_planted_fault_is_named_with_file_key_and_cure(
    make_catalog: MakeCatalog, file: str, old: str, new: str, key: str, what: str, cure: str
) -> None:
    assert old in TEXTS[file]
    problems = faults_in(make_catalog, {file: TEXTS[file].replace(old, new, 1)})
    told = [problem for problem in problems if (problem.file, problem.key) == (file, key)]
    assert told, problems
    assert what in told[0].what
    assert cure in told[0].cure


TWICE_SHARED = GPU.replace('["chip/nvidia/t9"]', '["chip/nvidia/t9", "chip/x"]')
OTHER_CHIP = "general_knowledge = ['chip']\nfacts = { chip = 'y' }"
SELF_PROVIDING = "name = 'x'\nprovides = [{ category = 'server', part = 'server/test/other' }]"


def fan_words(word: str, order: int = 17) -> str:
    fact = f"{{ {word}, label = 'm', where = 'm' }}"
    return f"title = 'f'\nplural = 'f'\norder = {order}\nneeded = false\n[facts]\nm = {fact}"


# Each row: files added, the file and key named, a word of the sentence.
MISPLACED = [
    ("no TOML", {"gpu/a/b.toml": "name = "}, "gpu/a/b.toml", "", "is not TOML"),
    ("no UTF-8", {"gpu/a/b.toml": b"name = '\xff'"}, "gpu/a/b.toml", "", "UTF-8"),
    ("no category", {"gpus/a/b.toml": "name = 'x'"}, "gpus/a/b.toml", "", "not a category"),
    ("no id", {"gpu/A/b c.toml": "name = 'x'"}, "gpu/A/b c.toml", "", "can't be an id"),
    ("a part without a folder", {"gpu.toml": "name = 'x'"}, "gpu.toml", "", "can't be an id"),
    (
        "the name of another",
        {"gpu/a/b.toml": "name = 'nvidia test 9000'"},
        "gpu/nvidia/test-9000.toml",
        "name",
        "also the name",
    ),
    ("a former id that is in use", {"gpu/nvidia/old-9000.toml": "name = 'x'"}, GPU_FILE, "formerly[0]", "belongs to"),
    (
        "a former id of two",
        {"gpu/z/b.toml": "name = 'x'\nformerly = ['gpu/nvidia/old-9000']"},
        "gpu/z/b.toml",
        "formerly[0]",
        "belongs to",
    ),
    ("shared facts for nobody", {"shared/chip/x.toml": "[facts]"}, "shared/chip/x.toml", "", "shared by no part"),
    (
        "two shared files that differ",
        {GPU_FILE: TWICE_SHARED, "shared/chip/x.toml": OTHER_CHIP},
        GPU_FILE,
        "shares[1]",
        "another of the shared",
    ),
    (
        "a bundle that brings itself",
        {"server/test/other.toml": SELF_PROVIDING},
        "server/test/other.toml",
        "provides[0].part",
        "brings this part",
    ),
    (
        "a misspelt list of choices",
        {"vocabulary/fan.toml": fan_words("type = 'choice', choices = 'metall'")},
        "vocabulary/fan.toml",
        "facts.m.choices",
        "doesn't have",
    ),
    (
        "a misspelt record",
        {"vocabulary/fan.toml": fan_words("type = 'records', record = 'slott'")},
        "vocabulary/fan.toml",
        "facts.m.record",
        "doesn't have",
    ),
    (
        "a word of no type",
        {"vocabulary/fan.toml": fan_words("type = 'numbr'")},
        "vocabulary/fan.toml",
        "facts.m.type",
        "not one of",
    ),
    (
        "two categories in one place",
        {"vocabulary/fan.toml": fan_words("type = 'flag'", order=1)},
        "vocabulary/gpu.toml",
        "order",
        "has too",
    ),
]


@pytest.mark.parametrize(("files", "file", "key", "what"), [pytest.param(*row[1:], id=row[0]) for row in MISPLACED])
def test_a_fault_among_files_is_named(
    make_catalog: MakeCatalog, files: dict[str, str | bytes | None], file: str, key: str, what: str
) -> None:
    problems = faults_in(make_catalog, files)
    told = [problem for problem in problems if (problem.file, problem.key) == (file, key)]
    assert told, problems
    assert what in told[0].what


def test_a_folder_that_is_no_catalog_is_refused(tmp_path: object) -> None:
    with pytest.raises(CatalogError, match="can't be read"):
        load_catalog(resource_root() / "no-such-catalog")


def test_the_catalog_of_this_project_is_sound() -> None:
    catalog = load_catalog(resource_root() / "catalog")
    assert catalog.parts
    assert catalog.vocabulary.needed[0] == "gpu"
