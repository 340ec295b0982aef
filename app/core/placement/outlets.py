"""Stage four: supplies into outlets of PDUs and UPSes, and these into the wall.

PDUs and UPSes stand on circuits first, PDUs behind the UPS of their circuit where their plug may fit it; a circuit
without either has its wall socket alone, and stage three puts no more supplies there than fit it.  Then each supply
gets an outlet of its circuit that a cord for its inlet exists for.  Unknown inlets are read twice: hopefully they take
any outlet, fearfully all of them are C14, or all C20.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.core.build import Circuit
from app.core.placement.plans import CablePlan, CircuitPlan, Hookup, OutletPlan, Status
from app.core.report import Missing
from app.core.rig import Device, Rig

# Outlets that a cord for the inlet exists for, those of no other inlet first.
OUTLETS_FOR = {
    "c14": ("C13", "5-15R", "6-15R", "SCHUKO", "BS1363", "5-20R", "6-20R"),
    "c20": ("C19", "L6-20R", "L6-30R", "5-20R", "6-20R"),
}
SMALL_INLETS = ("c6", "c8", "c16")  # their cords end in the same plugs as those for a C14 inlet
# Supplies up to here have a C14 inlet (general knowledge: at 100 V they draw the 10 A of its coupler).
SURELY_C14_W = 850.0
IEC_OUTLET = {"C14": "C13", "C20": "C19"}
Outlets = dict[str, int]
SINGLE_SOCKET = re.compile(r"^(L|6-|14-|10-|IEC|CEE|CS)")
NEMA_PLUG = re.compile(r"^(L?\d{1,2}-\d{2})P$")


def place_outlets(rig: Rig, cables: CablePlan, circuits: CircuitPlan) -> OutletPlan:
    """An outlet for every supply; waiting where the build has neither PDU nor UPS."""
    if not rig.all("pdu", "ups") or not rig.has("psu"):
        return OutletPlan("waiting")
    groups = _groups(rig, cables, circuits)
    stands = _set_up(rig)
    hookups: dict[str, Hookup] = {}
    missing: list[Missing] = []
    for group in groups:
        here = [stand for stand in stands if stand.circuit == group.circuit]
        if here:
            hookups |= _plug_in(here, group.supplies)
            missing += _gaps(here, [supply.psu for supply in group.supplies])
        else:
            hookups |= {supply.name: Hookup(supply.name, group.circuit, supply.watts) for supply in group.supplies}
    every = [supply.name for group in groups for supply in group.supplies]
    unplugged = tuple(name for name in every if name not in hookups)
    status: Status = "impossible" if unplugged else "unknown" if missing else "placed"
    plugged = tuple(hookups[name] for name in every if name in hookups)
    return OutletPlan(status, plugged, unplugged, tuple(dict.fromkeys(missing)))


def inlet_of(psu: Device) -> str | None:
    """`c14` or `c20`, by which cords are told apart; None where it isn't known or another kind."""
    inlet = psu.text("inlet")
    if inlet in OUTLETS_FOR:
        return inlet
    if inlet in SMALL_INLETS:
        return "c14"
    ratings = [record.number("watts") for record in psu.records("ratings") or ()]
    small = bool(ratings) and all(watts is not None and watts <= SURELY_C14_W for watts in ratings)
    return "c14" if inlet is None and small and psu.text("form_factor") in ("atx", "sfx", "sfx-l") else None


def outlet_counts(device: Device) -> Outlets | None:
    """Outlets of a PDU or UPS by kind, spelled as `OUTLETS_FOR` does; None when nobody listed them."""
    records = device.records("outlets")
    if records is None:
        return None
    found: Outlets = {}
    for record in records:
        kind, count = plain_name(record.text("type") or "?"), record.count("count")
        if count is None:
            return None
        found[kind] = found.get(kind, 0) + count
    return found


def plain_name(name: str) -> str:
    """`NEMA 5-15R` as `5-15R`, `IEC C13` as `C13`."""
    return name.upper().replace("NEMA ", "").replace("IEC ", "").strip()


def may_plug_into(plug: str | None, outlets: Iterable[str] | None) -> bool:
    """Whether a plug fits one of the outlets, as far as both are known."""
    if plug is None or outlets is None:
        return True
    name = plain_name(plug)
    nema = NEMA_PLUG.match(name)
    wanted = IEC_OUTLET.get(name) or (f"{nema[1]}R" if nema else None)
    return wanted is None or wanted in set(outlets) or (wanted == "5-15R" and "5-20R" in set(outlets))


def room_on_circuits(rig: Rig) -> tuple[int | None, ...]:
    """How many supplies each circuit takes by its outlets; None for any number, or where nobody listed them.

    Where the build has neither PDU nor UPS nobody counts wall sockets, and where there are fewer outlets than supplies
    the strips are filled beyond them, for the plan to say who finds none.
    """
    stands = _set_up(rig)
    if not stands:
        return (None,) * len(rig.site.circuits)
    room: list[int | None] = []
    for index, circuit in enumerate(rig.site.circuits):
        here = [stand.free for stand in stands if stand.circuit == index]
        if not here:
            room.append(_sockets(circuit.receptacle))
        else:
            room.append(None if None in here else sum(_pool(here).values()))
    wanted = len(rig.all("psu")) * rig.machines
    if None in room or sum(most for most in room if most is not None) >= wanted:
        return tuple(room)
    with_strips = {stand.circuit for stand in stands}
    return tuple(None if index in with_strips else most for index, most in enumerate(room))


def _sockets(receptacle: str | None) -> int:
    """A household outlet is taken as a double one, locking and heavy ones are single (general knowledge)."""
    name = plain_name(receptacle) if receptacle else ""
    return 1 if SINGLE_SOCKET.match(name) else 2


@dataclass(frozen=True, slots=True)
class _Supply:
    """One supply with its watts at the wall."""

    name: str
    psu: Device
    watts: float


@dataclass(frozen=True, slots=True)
class _Group:
    """The supplies of one circuit; `circuit` is None when none was said."""

    circuit: int | None
    supplies: tuple[_Supply, ...]

    @property
    def watts(self) -> float:
        return sum(supply.watts for supply in self.supplies)


@dataclass(slots=True)
class _Stand:
    """A PDU or UPS on a circuit, behind a UPS or straight on the wall; `free` is None while outlets are unknown."""

    name: str
    device: Device
    circuit: int | None
    free: Outlets | None
    behind: str | None = None
    watts: float = 0.0


def _by_machine(rig: Rig, category: str) -> dict[str, Device]:
    """The devices of all equal machines, named as the circuits name them."""
    return {
        device.name if machine == 1 else f"{device.name} of machine {machine}": device
        for machine in range(1, rig.machines + 1)
        for device in rig.all(category)
    }


def _groups(rig: Rig, cables: CablePlan, circuits: CircuitPlan) -> list[_Group]:
    """Supplies by circuit, each with its share of what the circuit carries for the rig."""
    psus = _by_machine(rig, "psu")
    dc_w = {load.psu: load.watts for load in cables.psu_loads}
    loads = [(load.index, load.psus, load.wall_w) for load in circuits.loads if load.psus]
    if not loads:
        wall_w = circuits.wall_w if circuits.wall_w is not None else 0.0
        return [_Group(None, _shared_out(psus, dc_w, wall_w * rig.machines))]
    return [
        _Group(index, _shared_out({name: psus[name] for name in names}, dc_w, wall_w)) for index, names, wall_w in loads
    ]


def _shared_out(psus: dict[str, Device], dc_w: dict[str, float], wall_w: float) -> tuple[_Supply, ...]:
    """The supplies with their parts of the watts at the wall: as on their outputs, else equal ones."""
    total = sum(dc_w[psu.name] for psu in psus.values())
    return tuple(
        _Supply(name, psu, wall_w * (dc_w[psu.name] / total if total else 1 / len(psus))) for name, psu in psus.items()
    )


def _set_up(rig: Rig) -> list[_Stand]:
    """PDUs and UPSes on circuits: a socket that fits, few others there, the largest circuit first."""
    circuits = dict(enumerate(rig.site.circuits))
    places: list[int | None] = [*circuits] or [None]
    stands: list[_Stand] = []
    for category in ("ups", "pdu"):
        taken = dict.fromkeys(places, 0)
        for name, device in _by_machine(rig, category).items():
            plug = device.text("input_plug")
            fitting = [place for place in places if _fits_the_wall(rig, place, plug)] or places
            place = min(fitting, key=lambda place: (taken[place], -_size_va(circuits, place)))
            taken[place] += 1
            upses = [stand for stand in stands if stand.circuit == place and stand.device.category == "ups"]
            behind = _ups_for(plug, upses) if category == "pdu" else None
            stands.append(_Stand(name, device, place, outlet_counts(device), behind))
    return stands


def _size_va(circuits: dict[int, Circuit], place: int | None) -> float:
    """What the breaker lets through; a circuit of unknown breaker comes last."""
    circuit = circuits[place] if place is not None else None
    return circuit.volts * circuit.amps * circuit.phases if circuit is not None and circuit.amps is not None else 0.0


def _fits_the_wall(rig: Rig, circuit: int | None, plug: str | None) -> bool:
    receptacle = rig.site.circuits[circuit].receptacle if circuit is not None else None
    if receptacle is None:
        return True
    return may_plug_into(plug, (f"{plain_name(receptacle).removesuffix('R')}R",))


def _ups_for(plug: str | None, upses: list[_Stand]) -> str | None:
    return next((ups.name for ups in upses if may_plug_into(plug, ups.free)), None)


def _plug_in(stands: list[_Stand], supplies: tuple[_Supply, ...]) -> dict[str, Hookup]:
    """Each supply, known inlets and large ones first, at the emptiest stand that leaves outlets for the rest."""
    waiting = sorted(supplies, key=lambda supply: (inlet_of(supply.psu) is None, -supply.watts))
    found: dict[str, Hookup] = {}
    while waiting:
        supply = waiting.pop(0)
        choice = _choose(stands, inlet_of(supply.psu), [inlet_of(other.psu) for other in waiting])
        if choice is not None:
            stand, outlet = choice
            stand.watts += supply.watts
            if outlet is not None and stand.free is not None:
                stand.free[outlet] -= 1
            found[supply.name] = Hookup(supply.name, stand.circuit, supply.watts, stand.name, outlet, stand.behind)
    return found


def _choose(stands: list[_Stand], inlet: str | None, rest: list[str | None]) -> tuple[_Stand, str | None] | None:
    """The stand and the outlet; a stand of unknown outlets takes any supply."""
    chained = any(stand.behind is not None for stand in stands)
    for stand in sorted(stands, key=lambda stand: (_tier(stand, chained), stand.watts)):
        if stand.free is None:
            return stand, None
        for kind in OUTLETS_FOR[inlet] if inlet is not None else stand.free:
            if stand.free.get(kind, 0) > 0 and _leaves_enough(stands, kind, inlet, rest):
                return stand, kind
    return None


def _tier(stand: _Stand, chained: bool) -> int:
    """PDUs before the UPS that they hang on, and a UPS before the PDUs that can't hang on it."""
    return int((stand.device.category == "ups") == chained)


def _leaves_enough(stands: list[_Stand], kind: str, inlet: str | None, rest: list[str | None]) -> bool:
    """Whether taking an outlet costs nobody else theirs; where there aren't enough for all anyway, it can't."""
    if any(stand.free is None for stand in stands):
        return True
    pool = _pool(stand.free for stand in stands)
    return _enough(pool | {kind: pool[kind] - 1}, rest) or not _enough(pool, [inlet, *rest])


def _gaps(stands: list[_Stand], psus: list[Device]) -> list[Missing]:
    """What keeps it open whether every supply finds an outlet: unlisted outlets, or inlets that decide."""
    unknown = [psu for psu in psus if inlet_of(psu) is None and psu.text("inlet") is None]
    others = [inlet_of(psu) for psu in psus if inlet_of(psu) is not None or psu.text("inlet") is not None]
    pool = _pool(outlet_counts(stand.device) for stand in stands)
    if all(_enough(pool, [*others, *([kind] * len(unknown))]) for kind in OUTLETS_FOR):
        return []
    unlisted = [gap for stand in stands if stand.free is None for gap in stand.device.lacks("outlets")]
    return [*unlisted, *(gap for psu in unknown for gap in psu.lacks("inlet"))]


def _pool(counts: Iterable[Outlets | None]) -> Outlets:
    """All outlets together."""
    pool: Outlets = {}
    for each in counts:
        for kind, count in (each or {}).items():
            pool[kind] = pool.get(kind, 0) + count
    return pool


def _enough(pool: Outlets, inlets: list[str | None]) -> bool:
    """Whether outlets suffice: for each inlet by itself, for both together, and for those that take any."""
    c14, c20 = (sum(inlet == kind for inlet in inlets) for kind in ("c14", "c20"))
    for14, for20 = (sum(pool.get(outlet, 0) for outlet in OUTLETS_FOR[kind]) for kind in ("c14", "c20"))
    either = sum(pool.get(outlet, 0) for outlet in {*OUTLETS_FOR["c14"], *OUTLETS_FOR["c20"]})
    return c14 <= for14 and c20 <= for20 and c14 + c20 <= either and len(inlets) <= sum(pool.values())
