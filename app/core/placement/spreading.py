"""Loads on circuits so that the fullest is as empty as possible: exact for few loads, and for equal ones."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.core.build import Circuit
from app.core.estimate.mains import CONTINUOUS_SHARE, amps

STEP_BUDGET = 5_000
MOST_SEARCHED = 24  # more loads than that are equal machines, or spread well enough one by one

Fullness = tuple[float, float, float]


def other_w(circuit: Circuit) -> float:
    """Watts that hang on the circuit already, as far as somebody said."""
    return circuit.other_load_w if circuit.other_load_w is not None else 0.0


def spread(
    circuits: tuple[Circuit, ...], watts: tuple[float, ...], room: tuple[int | None, ...] | None = None
) -> tuple[int, ...]:
    """The circuit of each load.  `room` is how many loads each circuit takes (None: any number), enough for all."""
    order = sorted(range(len(watts)), key=lambda index: -watts[index])
    search = _Spreading(circuits, tuple(watts[index] for index in order), room or (None,) * len(circuits))
    best = search.run()
    where = [0] * len(watts)
    for index, circuit in zip(order, best, strict=True):
        where[index] = circuit
    return tuple(where)


@dataclass
class _Spreading:
    """Depth first over the loads, largest first, starting from each load on the circuit that it fills least."""

    circuits: tuple[Circuit, ...]
    watts: tuple[float, ...]
    room: tuple[int | None, ...]
    steps: int = 0
    _chosen: list[int] = field(default_factory=list)
    _filled: list[float] = field(default_factory=list)
    _best: tuple[int, ...] = ()
    _best_key: Fullness = (0.0, 0.0, 0.0)

    def run(self) -> tuple[int, ...]:
        self._filled = [other_w(circuit) for circuit in self.circuits]
        self._best = self._one_by_one()
        if len(set(self.watts)) > 1 and len(self.watts) <= MOST_SEARCHED:
            self._descend(0)
        return self._best

    def _one_by_one(self) -> tuple[int, ...]:
        filled = list(self._filled)
        chosen: list[int] = []
        for load in self.watts:
            open_ones = [index for index in range(len(self.circuits)) if self._has_room(index, chosen)]
            index = min(open_ones, key=lambda index: self._fullness(_added(filled, index, load)))
            filled[index] += load
            chosen.append(index)
        self._best_key = self._fullness(filled)
        return tuple(self._in_order(chosen))

    def _has_room(self, index: int, chosen: list[int]) -> bool:
        most = self.room[index]
        return most is None or chosen.count(index) < most

    def _in_order(self, chosen: list[int]) -> list[int]:
        """Equal loads on circuits in rising order: the first supplies on the first circuit."""
        places = {
            load: sorted(where for where, own in zip(chosen, self.watts, strict=True) if own == load)
            for load in set(self.watts)
        }
        return [places[load].pop(0) for load in self.watts]

    def _descend(self, depth: int) -> None:
        self.steps += 1
        if self.steps > STEP_BUDGET:
            return
        key = self._fullness(self._filled)
        if key >= self._best_key:
            return
        if depth == len(self.watts):
            self._best, self._best_key = tuple(self._chosen), key
            return
        load = self.watts[depth]
        is_twin = depth > 0 and self.watts[depth - 1] == load
        for index in range(self._chosen[-1] if is_twin else 0, len(self.circuits)):
            if not self._has_room(index, self._chosen):
                continue
            self._filled[index] += load
            self._chosen.append(index)
            self._descend(depth + 1)
            self._chosen.pop()
            self._filled[index] -= load

    def _fullness(self, filled: list[float]) -> Fullness:
        """How bad it is: beyond what a known breaker carries, then on circuits of unknown breakers, then how full."""
        beyond = unknown = fullest = 0.0
        for circuit, load in zip(self.circuits, filled, strict=True):
            current = amps(load, circuit.volts, circuit.phases)
            if circuit.amps is None:
                unknown = max(unknown, current)
            else:
                fullest = max(fullest, current / circuit.amps)
                beyond = max(beyond, current / circuit.amps - CONTINUOUS_SHARE)
        return round(beyond, 9), round(unknown, 9), round(fullest, 9)


def _added(filled: list[float], index: int, load: float) -> list[float]:
    return [*filled[:index], filled[index] + load, *filled[index + 1 :]]
