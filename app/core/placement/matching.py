"""Takers onto places: as many as possible, each on the first place that it likes and that stays free for it."""

from __future__ import annotations

from collections.abc import Sequence


def largest_matching(likes: Sequence[Sequence[int]]) -> dict[int, int]:
    """Taker to place, for every taker that gets one; `likes[taker]` are its places, the best first.

    A taker that finds no free place moves others aside (Kuhn's augmenting paths).
    """
    holder: dict[int, int] = {}
    dead: set[int] = set()  # places that no path from an unlucky taker could free: later ones need not ask again

    def seek(taker: int, seen: set[int]) -> bool:
        free = next((place for place in likes[taker] if place not in holder), None)
        if free is not None:
            holder[free] = taker
            return True
        for place in likes[taker]:
            if place not in seen:
                seen.add(place)
                if seek(holder[place], seen):
                    holder[place] = taker
                    return True
        return False

    for taker in range(len(likes)):
        seen = set(dead)
        if not seek(taker, seen):
            dead = seen
    return {taker: place for place, taker in holder.items()}
