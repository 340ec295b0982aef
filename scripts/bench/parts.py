"""The imported layer: how fast it is read in, and how fast both layers are searched."""

from __future__ import annotations

import json
import sqlite3
import statistics
from collections import deque
from functools import partial
from pathlib import Path

from app.intake.opendb import Tally, import_records, open_source
from app.store import PartQuery, Store
from scripts.bench.timing import Sides, in_rounds, milliseconds, print_table, ratio
from tests.opendb_support import RECORDS, changed, opendb_id, write_archive

GENERATED = 500  # records of each of the nine folders
IMPORT_ROUNDS = 3
SEARCH_ROUNDS = 41
SEARCHES = (("gpu", "rtx 3090"), ("", "quantex"), ("psu", ""), ("", "nothing has this name"))
FACETS = (("gpu", ""), ("memory", ""), ("gpu", "rtx"))

PLAIN_SEARCH = """
SELECT id, COUNT(*) OVER () FROM (
  SELECT id, category, search, 0 AS layer, place FROM part
  UNION ALL SELECT id, category, search, 1, place FROM imported_part WHERE listed
) WHERE {condition} ORDER BY layer, place LIMIT 50
"""
PLAIN_FACETS = """
SELECT facet, value, COUNT(*) FROM part_facet WHERE category = '{category}' AND part_id IN (
  SELECT id FROM part WHERE {condition} UNION ALL SELECT id FROM imported_part WHERE listed AND {condition}
) GROUP BY facet, value
"""


def generated_archive(folder: Path) -> Path:
    """An archive in OpenDB's shape, of made-up products."""
    files = {}
    for number in range(GENERATED):
        for kind, (name, raw) in enumerate(RECORDS.items()):
            record = changed(raw, "opendb_id", opendb_id(number * len(RECORDS) + kind))
            record["metadata"]["name"] += f" Mark {number}"
            files[f"open-db/{name}/{record['opendb_id']}.json"] = json.dumps(record).encode()
    return write_archive(folder / "opendb.tar.xz", files)


def bench_import(store: Store, archive: Path) -> None:
    """An import into an empty layer, and the same again, beside merely reading the archive."""
    tally = Tally()
    store.import_parts(import_records(open_source(archive), store.catalog, tally))

    def run() -> None:
        store.import_parts(import_records(open_source(archive), store.catalog, Tally()))

    times = in_rounds(
        {
            "read": lambda: deque(open_source(archive), maxlen=0),
            "again": run,
            "removed": store.remove_imported,
            "first": run,
        },
        IMPORT_ROUNDS,
    )
    rows = [
        (
            name,
            f"{tally.records:,}",
            milliseconds(times[side]),
            f"{tally.records / statistics.median(times[side]):,.0f}",
            ratio(times[side], times["read"]),
        )
        for name, side in (("first", "first"), ("again, nothing new", "again"))
    ]
    heads = ("import-opendb", "records", "ms", "records/s", "÷ reading the archive")
    print_table(f"Import of {archive.name}. Median of {IMPORT_ROUNDS} rounds.", heads, rows)


def bench_search(store: Store, database: Path) -> None:
    """Searches and facets over the catalog's and the imported parts, beside one plain SQL statement each."""
    connection = sqlite3.connect(database)

    def plain(statement: str, words: list[str], category: str) -> None:
        conditions = ["search LIKE ?"] * len(words) + ["category = ?"] * bool(category) or ["1"]
        values = [f"%{word}%" for word in words] + [category] * bool(category)
        values *= statement.count("{condition}")
        connection.execute(statement.format(condition=" AND ".join(conditions)), values).fetchall()

    rows = []
    for category, query in SEARCHES:
        sides: Sides = {
            "plain": partial(plain, PLAIN_SEARCH, query.split(), category),
            "ours": partial(store.find_parts, PartQuery(category, query), 50),
        }
        found = store.count_parts(PartQuery(category, query))
        rows.append(_row(f"search {category or 'all'} “{query}”", found, sides))
    for category, query in FACETS:
        facet_sides: Sides = {
            "plain": partial(plain, PLAIN_FACETS.replace("{category}", category), query.split(), category),
            "ours": partial(store.count_facets, PartQuery(category, query)),
        }
        found = store.count_parts(PartQuery(category, query))
        rows.append(_row(f"facets of {category} “{query}”", found, facet_sides))
    connection.close()
    heads = ("over both layers", "parts", "plain SQL ms", "store ms", "÷ plain SQL")
    print_table(f"Search and facets. Median of {SEARCH_ROUNDS} rounds.", heads, rows)


def _row(name: str, found: int, sides: Sides) -> tuple[str, ...]:
    times = in_rounds(sides, SEARCH_ROUNDS)
    return (
        name,
        f"{found:,}",
        milliseconds(times["plain"]),
        milliseconds(times["ours"]),
        ratio(times["ours"], times["plain"]),
    )
