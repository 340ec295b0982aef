"""With Secure Boot on, Linux loads only signed drivers.

What it checks: for NVIDIA cards under a planned Linux, whether Secure Boot can be on at all, and how the driver's key
is confirmed on this machine: on a screen at it, or over the board's BMC.

Why it matters: the driver's kernel module is built on the machine.  Its key has to be confirmed in a menu before Linux
starts; who works over the network never sees that menu, and `nvidia-smi` finds no device.

How to fix: the distribution's own signed driver packages, the key confirmed on screen or over the BMC's console, or
Secure Boot off.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import Choices, Software, build, item
from app.core.rules._figures import listed

NEEDS_A_KEY = "nvidia"  # AMD's and Intel's drivers are part of the kernel, which the distribution signs
SIGNED_BY_MAKER = ("windows", "esxi", "vsphere", "vmware", "hyper-v")


def check(case: Case) -> Iterator[Outcome]:
    system = case.rig.choices.software.os
    cards = [gpu for gpu in distinct(case.rig.gpus) if gpu.text("vendor") in (NEEDS_A_KEY, None)]
    if not system or not cards:
        return
    names = [card.name for card in cards]
    if case.rig.choices.boot_mode == "legacy":
        yield passed(f"{system} boots in legacy mode, which has no Secure Boot.", names)
        return
    if any(word in system.lower() for word in SIGNED_BY_MAKER):
        yield passed(f"The drivers for {system} are signed: Secure Boot may be on.", names)
        return
    gaps = [gap for card in cards for gap in card.lacks("vendor")]
    if len(gaps) == len(cards):
        text = f"Whether the driver needs a key of its own under Secure Boot depends on who made {listed(names)}."
        yield cannot_tell(text, gaps, Severity.INFO, names)
        return
    yield _judge(case, system, cards)


def _judge(case: Case, system: str, cards: list[Device]) -> Outcome:
    """Somebody who never said how the machine boots is told only where confirming the key takes a walk to it."""
    board = case.rig.board
    bmc = board.flag("bmc") if board else None
    names = [card.name for card in cards]
    if board is not None and bmc and case.rig.choices.boot_mode is None:
        return passed(f"Should Secure Boot be on, the driver's key is confirmed over the BMC of {board.label}.", names)
    at_it = "on a screen at the machine" if bmc is False else "on a screen at the machine, or over a BMC"
    where = f"over the console of the BMC of {board.label}" if board is not None and bmc else at_it
    text = f"With Secure Boot on, {system} loads NVIDIA's driver only if it is signed: take the distribution's packages"
    uses = [fact for card in cards for fact in card.cite("vendor")] + list(board.cite("bmc") if board else ())
    return info(f"{text}, or confirm the driver's key (MOK) before the second start {where}.", names, uses)


RULE = Rule(
    id="secure-boot",
    title="Secure Boot and the GPU driver",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.INFO,
    requires=("gpu",),
    needs=("gpu.vendor", "motherboard.bmc"),
    why="With Secure Boot on, Linux refuses a driver whose key nobody confirmed.",
    hint="Use signed driver packages, confirm the key at the machine, or turn Secure Boot off.",
    sources=(
        Source(
            "https://http.download.nvidia.com/XFree86/Linux-x86_64/384.69/README/installdriver.html",
            "NVIDIA's driver: signing the kernel module",
        ),
        Source(
            "https://unix.stackexchange.com/questions/535434/what-exactly-is-mok-in-linux-for/535440", "What a MOK is"
        ),
    ),
    breaks=build(
        item("gpu", vendor="nvidia"),
        item("motherboard", bmc=True),
        choices=Choices(boot_mode="uefi", software=Software(os="Ubuntu 24.04")),
    ),
    passes=build(
        item("gpu", vendor="nvidia"),
        item("motherboard", bmc=True),
        choices=Choices(boot_mode="legacy", software=Software(os="Ubuntu 24.04")),
    ),
    check=check,
    page=__doc__ or "",
)
