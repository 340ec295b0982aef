"""`python -m scripts.bench [--opendb PATH]`."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from pathlib import Path

from app.cli import spare_collector
from app.settings import Settings
from app.store import open_store
from scripts.bench.checking import bench_candidates, bench_checks, bench_fixes, bench_stages
from scripts.bench.parts import bench_import, bench_search, generated_archive
from scripts.bench.servers import app_server, echo_server


def main() -> None:
    """Print all figures, from an empty database in a temporary folder."""
    asked = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    asked.add_argument("--opendb", type=Path, help="a checkout or archive of OpenDB instead of a generated one")
    archive = asked.parse_args().opendb
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} processors, load {load}\n")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        settings = Settings(database_url=f"sqlite:///{database}")
        store = open_store(settings)
        spare_collector()
        with app_server(settings.database_url) as app, echo_server() as echo:
            bench_checks(store, app, echo)
            bench_fixes(store, app)
        bench_stages(store)
        bench_candidates(store)
        bench_import(store, archive or generated_archive(Path(folder)))
        bench_search(store, database)
        store.close()


if __name__ == "__main__":
    main()
