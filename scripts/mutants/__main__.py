"""`python -m scripts.mutants`: judge what has not been judged, then say how many mutants the tests killed.

Outcomes are kept in var/mutants.jsonl, so that a run that was stopped goes on where it was; `--again` judges once more
those that survived, after tests were added.  A survivor is told off for good in docs/mutants.md.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from scripts.mutants.drawing import Mutant, draw
from scripts.mutants.running import load, outcome_of, sources

FOLDERS = ("app/core/rules", "app/core/placement")
COUNT = 500
ENOUGH = 0.85
RESULTS = Path("var/mutants.jsonl")
REASONS = Path("docs/mutants.md")


def main() -> None:
    """Draw, judge, tell; fails when too many survive, or one of which nothing is said."""
    asked = argparse.ArgumentParser(prog="python -m scripts.mutants", description=__doc__)
    asked.add_argument("--again", action="store_true", help="judge the survivors once more")
    again = asked.parse_args().again
    drawn = draw(sources(FOLDERS), COUNT)
    known = {key: outcome for key, outcome in _known().items() if not (again and outcome == "survived")}
    load()
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("a") as results:
        for number, mutant in enumerate(drawn, 1):
            if mutant.id not in known:
                known[mutant.id] = outcome_of(mutant)
                print(json.dumps({"id": mutant.id, "outcome": known[mutant.id]}), file=results, flush=True)
                print(f"{number}/{len(drawn)} {known[mutant.id]}: {mutant}", flush=True)
    _tell(drawn, known)


def _known() -> dict[str, str]:
    """The last outcome of each mutant."""
    if not RESULTS.exists():
        return {}
    rows = (json.loads(line) for line in RESULTS.read_text().splitlines())
    return {row["id"]: row["outcome"] for row in rows}


def _tell(drawn: list[Mutant], known: dict[str, str]) -> None:
    survivors = [mutant for mutant in drawn if known[mutant.id] == "survived"]
    for kind, count in sorted(Counter(mutant.kind for mutant in drawn).items()):
        print(f"{kind:<12}{count:>4} drawn, {sum(one.kind == kind for one in survivors):>3} survived")
    share = 1 - len(survivors) / len(drawn)
    print(f"{len(drawn) - len(survivors)} of {len(drawn)} killed: {share:.1%}")
    reasons = REASONS.read_text()
    unexplained = [mutant for mutant in survivors if mutant.id not in reasons]
    for mutant in unexplained:
        print(f"No test kills it, and {REASONS} gives no reason: {mutant}")
    if share < ENOUGH or unexplained:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
