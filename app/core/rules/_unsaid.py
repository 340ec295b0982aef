"""What the site and the builder's choices leave unsaid, as missing facts with the place where they are found."""

from __future__ import annotations

from app.core.report import Missing

SITE = {
    "room_c": ("room temperature", "A thermometer where the machine takes its air in, on the hottest day."),
    "humidity_pct": ("relative humidity", "A hygrometer in the room, on the most humid day."),
    "room_cooling_w": ("cooling power of the room", "The air conditioner's label; 12,000 BTU/h are 3,517 W."),
}
CHOICES = {
    "coolant_c": ("coolant temperature", "The set point of the loop or chiller."),
    "loop_lpm": ("flow of the loop", "A flow meter in the loop, in litres a minute."),
    "fan_rpm": ("speed of the radiator fans", "The fan curve that you mean to run."),
    "boot_mode": ("boot mode", "The firmware's boot menu: UEFI or legacy (CSM)."),
    "software.os": ("operating system", "What you mean to install."),
    "software.driver": ("driver branch", "`nvidia-smi`, top row."),
    "software.cuda": ("CUDA release", "`nvcc --version`."),
    "software.rocm": ("ROCm release", "`/opt/rocm/.info/version`."),
}


def unsaid_site(*facts: str) -> tuple[Missing, ...]:
    """Missing facts of the place where the rig stands."""
    return tuple(_missing("site", fact, SITE.get(fact)) for fact in facts)


def unsaid_choice(*facts: str) -> tuple[Missing, ...]:
    """Missing choices of the builder."""
    return tuple(_missing("choices", fact, CHOICES.get(fact)) for fact in facts)


def _missing(owner: str, fact: str, words: tuple[str, str] | None) -> Missing:
    label, where = words or (fact.replace("_", " "), "Your own decision.")
    return Missing(owner, owner, owner, fact, label, where)
