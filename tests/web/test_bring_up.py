"""The bring-up pack: settings, wiring and steps from the placement, and a script that is run on a made-up machine."""

import os
import subprocess
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.core.build import Build
from app.export.bring_up.markdown import pack_as_markdown
from app.export.bring_up.pack import Pack, pack_of
from app.export.bring_up.script import pack_as_script
from app.intake.builds import from_build
from app.web.services import Services

NVIDIA, SAMSUNG = "0x10de", "0x144d"
SPEEDS = {1: "2.5", 2: "5.0", 3: "8.0", 4: "16.0", 5: "32.0"}


def template(services: Services, slug: str) -> Build:
    return next(one.build for one in services.templates if one.slug == slug)


def pack(services: Services, build: Build) -> Pack:
    return pack_of(build, services.judge.report(build), services.catalog)


class Machine:
    """A sysfs with PCI devices below ports of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "bus/pci/devices").mkdir(parents=True)
        self.count = 0

    def add(self, vendor: str, pci_class: str, lanes: int, best: int, now: int, port: int = 5) -> None:
        self.count += 1
        address = f"0000:{self.count:02x}:00.0"
        place = self.root / f"devices/port{self.count}/{address}"
        place.mkdir(parents=True)
        (place.parent / "max_link_speed").write_text(f"{SPEEDS[port]} GT/s PCIe\n")
        for name, text in (
            ("vendor", vendor),
            ("class", pci_class),
            ("current_link_width", str(lanes)),
            ("max_link_speed", f"{SPEEDS[best]} GT/s PCIe"),
            ("current_link_speed", f"{SPEEDS[now]} GT/s PCIe"),
        ):
            (place / name).write_text(f"{text}\n")
        (self.root / "bus/pci/devices" / address).symlink_to(place)

    def run(self, script: str, *arguments: str, smi: str = "true") -> tuple[int, str]:
        file = self.root / "check.sh"
        file.write_text(script)
        done = subprocess.run(
            ["sh", str(file), *arguments],
            env={"SYSFS": str(self.root), "NVIDIA_SMI": smi, "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
        assert not done.stderr, done.stderr
        return done.returncode, done.stdout


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "sys")


def four_cards(machine: Machine, lanes: int = 16, best: int = 4, now: int = 4, port: int = 5) -> None:
    """Build B as it should come up, the last card apart."""
    for _ in range(3):
        machine.add(NVIDIA, "0x030000", 16, 4, 1)
    machine.add(NVIDIA, "0x030000", lanes, best, now, port)
    machine.add("0x1a03", "0x030000", 1, 1, 1)  # the BMC's screen
    for _ in range(2):
        machine.add(SAMSUNG, "0x010802", 4, 4, 4)


def test_a_machine_as_planned_is_fine(machine: Machine, services: Services) -> None:
    four_cards(machine)
    status, said = machine.run(pack_as_script(pack(services, template(services, "build-b"))))
    assert status == 0, said
    assert said.count("ok      ") == 6
    assert said.count("look again under load") == 3  # cards at rest slow their links down


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"lanes": 8}, "x8, at best Gen 4; expected x16 Gen 4"),
        ({"best": 3, "now": 3}, "x16, at best Gen 3; expected x16 Gen 4"),
        ({"port": 3, "now": 3}, "x16, at best Gen 3; expected x16 Gen 4"),
    ],
    ids=["narrow", "slow card", "slow port"],
)
def test_a_worse_link_is_told_and_fails(machine: Machine, services: Services, wrong: dict[str, int], told: str) -> None:
    four_cards(machine, **wrong)
    status, said = machine.run(pack_as_script(pack(services, template(services, "build-b"))))
    assert status == 1
    assert told in said


def test_a_card_that_is_missing_is_told(machine: Machine, services: Services) -> None:
    machine.add(NVIDIA, "0x030000", 16, 4, 4)
    status, said = machine.run(pack_as_script(pack(services, template(services, "build-b"))))
    assert status == 1
    assert "1 found, 4 expected" in said


def test_the_limit_is_set_only_when_asked(machine: Machine, services: Services) -> None:
    four_cards(machine)
    script = pack_as_script(pack(services, template(services, "build-b")))
    assert "limit every NVIDIA card to 250 W" in machine.run(script)[1]
    log = machine.root / "smi.log"
    smi = machine.root / "smi"
    smi.write_text(f'#!/bin/sh\necho "$@" >> {log}\n')
    smi.chmod(0o755)
    machine.run(script, smi=str(smi))
    assert not log.exists()
    machine.run(script, "--set-limits", smi=str(smi))
    assert log.read_text() == "-pm 1\n-pl 250\n"


def test_the_wiring_is_the_placements(services: Services) -> None:
    build = template(services, "build-b")
    made, placement = pack(services, build), services.judge.report(build).placement
    assert len(made.wiring) == len(placement["cables"])
    assert {(wire.connector, wire.supply) for wire in made.wiring} == {
        (feed["connector"], feed["psu"]) for feed in placement["cables"]
    }
    assert [seat[0] for seat in made.seats] == [seat["slot"] for seat in placement["slots"]]


@pytest.mark.parametrize("slug", ["published-mini-colossus", "build-a", "build-b", "used-four-p40", "used-eight-a5000"])
def test_every_pack_has_steps_and_a_script_that_runs(machine: Machine, services: Services, slug: str) -> None:
    made = pack(services, template(services, slug))
    assert len(made.steps) >= 5
    machine.run(pack_as_script(made))
    written = pack_as_markdown(made)
    for step in made.steps:
        assert step.partition(",")[0][:30] in written


def test_firmware_settings_are_those_that_the_rule_found(services: Services) -> None:
    made = pack(services, template(services, "used-four-p40"))
    assert any("Above 4G Decoding" in setting for setting in made.settings)


@pytest.mark.parametrize("title", ["x\n rm -rf ~", "$(touch /tmp/x)", '"; exit 0; "', "`id`", "a'b"])
def test_no_name_becomes_a_command(machine: Machine, services: Services, title: str) -> None:
    raw = from_build(template(services, "build-b")) | {"title": title}
    custom = {"category": "gpu", "name": title, "facts": {"vendor": "amd", "board_power_w": 300}}
    raw["items"] = [*raw["items"], {"id": "odd", "custom": custom, "power_limit_w": 200}]
    script = pack_as_script(pack(services, services.read(raw)))
    four_cards(machine)
    said = machine.run(script)[1]
    assert "limit" in said
    for line in script.splitlines():
        if "rm -rf" in line:
            assert line.startswith(("#", 'echo "note'))
    assert "$(touch" not in script.replace("# Checks the links of: $(touch", "")
    assert "`id`" not in script.replace("# Checks the links of: `id`", "")


def test_files_are_downloads(client: TestClient, code: str) -> None:
    for ending in ("md", "sh"):
        answer = client.get(f"/build/bring-up.{ending}", params={"b": code})
        assert answer.status_code == 200
        assert f'-bring-up.{ending}"' in answer.headers["content-disposition"]
    assert client.get("/build/bring-up.exe", params={"b": code}).status_code == 404
