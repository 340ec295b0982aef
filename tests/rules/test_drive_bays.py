"""drive-bays: drives against bays."""

import pytest

from app.core.build import Build, Item
from app.core.parts import Facts
from app.core.report import Finding
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "drive-bays"
LARGE_BAYS = record(type="hdd35", count=4, protocols=[])
NVME_BAYS = record(type="u2", count=4, protocols=["nvme"])
SATA_BAYS = record(type="sata25", count=8, protocols=["sata", "sas"])

MIXED_BAYS = [record(type="u2", count=1, protocols=["nvme"]), record(type="sata25", count=1, protocols=["sata"])]


def disks(count: int) -> Item:
    return item("storage", count, form="hdd35", protocol="sata", item_id="disks")


def ssds(count: int) -> Item:
    return item("storage", count, form="sata25", protocol="sata", item_id="ssds")


def u2(count: int) -> Item:
    return item("storage", count, form="u2", protocol="nvme", item_id="u2")


def rig(*drives: Item, kind: str | None = "tower", bays: list[Facts] | None) -> Build:
    return build(*drives, item("chassis", kind=kind, drive_bays=bays))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(disks(3), bays=[LARGE_BAYS]), ["passed"], "a bay for each", id="just under"),
        pytest.param(rig(disks(4), bays=[LARGE_BAYS]), ["passed"], "a bay for each", id="exactly"),
        pytest.param(rig(disks(5), bays=[LARGE_BAYS]), ["error"], "4 × 3.5-inch bays for 5", id="just over"),
        pytest.param(rig(disks(1), bays=[SATA_BAYS]), ["error"], "no place", id="a hard disk in no small bay"),
        pytest.param(rig(ssds(4), bays=[LARGE_BAYS]), ["passed"], "a bay for each", id="small drives in large bays"),
        pytest.param(rig(disks(3), ssds(2), bays=[LARGE_BAYS]), ["info"], "fastened", id="a small drive is taped"),
        pytest.param(rig(ssds(2), disks(4), bays=[LARGE_BAYS]), ["info"], "fastened", id="hard disks come first"),
        pytest.param(rig(disks(5), kind="open-frame", bays=[LARGE_BAYS]), ["info"], "fastened", id="open frame"),
        pytest.param(rig(disks(1), bays=[]), ["error"], "no drive bays", id="none at all"),
        pytest.param(rig(u2(4), kind="server", bays=[NVME_BAYS, SATA_BAYS]), ["passed"], "", id="NVMe bays, exactly"),
        pytest.param(rig(u2(5), kind="server", bays=[NVME_BAYS, SATA_BAYS]), ["error"], "NVMe", id="NVMe bays, over"),
        pytest.param(rig(ssds(9), kind="server", bays=[SATA_BAYS]), ["error"], "for 9 ×", id="a server has no tape"),
        pytest.param(rig(u2(1), kind="server", bays=[SATA_BAYS]), ["passed"], "", id="the backplane's own question"),
        pytest.param(rig(ssds(2), bays=None), ["passed"], "anywhere", id="small drives, bays unknown"),
        pytest.param(rig(disks(2), bays=None), ["unknown"], "isn't known", id="unknown bays"),
        pytest.param(rig(ssds(1), kind="server", bays=None), ["unknown"], "isn't known", id="unknown server bays"),
        pytest.param(rig(ssds(2), bays=[record(type="sata25", count=2)]), ["passed"], "", id="no backplane"),
        pytest.param(rig(u2(2), bays=MIXED_BAYS), ["info"], "fastened", id="a backplane in a tower"),
        pytest.param(rig(item("storage", form="m2-2280"), bays=[]), [], "", id="M.2 needs no bay"),
    ],
)
def test_drives_and_bays(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


@pytest.mark.parametrize(
    "rig",
    [
        pytest.param(rig(item("storage", 5, protocol="sata"), bays=[LARGE_BAYS]), id="form"),
        pytest.param(rig(disks(5), bays=[record(type="hdd35", protocols=[])]), id="count"),
        pytest.param(rig(disks(5), kind=None, bays=[LARGE_BAYS]), id="kind"),
        pytest.param(rig(u2(2), kind="server", bays=[record(type="u2", count=1)]), id="not enough in any case"),
    ],
)
def test_unknown_could_be_an_error(rig: Build) -> None:
    (outcome,) = outcomes(RULE, rig)
    assert isinstance(outcome, Finding)
    assert outcome.severity == "error" or (outcome.could_be == "error" and outcome.missing)


def test_an_uncounted_bay_is_one_at_least() -> None:
    assert severities(RULE, rig(disks(1), bays=[record(type="hdd35", protocols=[])])) == ["passed"]


def test_the_drives_that_stay_outside_are_named() -> None:
    (outcome,) = outcomes(RULE, rig(disks(6), bays=[LARGE_BAYS]))
    assert isinstance(outcome, Finding)
    assert outcome.figures["without_bay"] == 2
    assert outcome.parts == ("disks#5", "disks#6", "chassis")
