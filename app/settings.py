"""What can be set from outside: environment variables with the prefix `MINICOLOSSUS_`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.resources import resource_root


class Settings(BaseSettings):
    """The settings of one running app.  Nothing but `create_app` and the command line reads them."""

    model_config = SettingsConfigDict(env_prefix="MINICOLOSSUS_", frozen=True)

    database_url: Annotated[str, Field(min_length=1, repr=False)] = "sqlite:///mini-colossus.sqlite3"
    """SQLAlchemy's address of the database: a SQLite file in the working directory, or `postgresql://…`."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000

    catalog_root: Path = Field(default_factory=lambda: resource_root() / "catalog")
    """The folder that holds `vocabulary`, `templates` and the categories."""

    htmx_url: Annotated[str, Field(pattern=r"^(https?:/)?/\S+$")] | None = None
    """Where browsers get htmx from; None is the pinned CDN address with its integrity hash."""

    base_url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    """The public address, for links in exports and previews; None takes what the browser asked for."""

    max_body_bytes: Annotated[int, Field(ge=1_000)] = 1_000_000
    draft_days: Annotated[int, Field(ge=1, le=3650)] = 30
    """How long a build that is too long for an address stays on the server."""

    judging_rate: str = "6000/minute"
    keeping_rate: str = "1200/minute"
    searching_rate: str = "240/minute"
    """How often one client may have a build judged, keep one, or have many judged for one answer; "" for no limit."""

    access_log: Literal["text", "json", "off"] = "text"
    """One line for each answer, without addresses, which hold builds: as words, as JSON, or not at all."""

    metrics: bool = True
    """Whether `/metrics` answers Prometheus.  It tells how busy the server is to whoever can reach it."""

    watch_seconds: Annotated[float, Field(gt=0, le=3600)] = 5
    """How often a running server looks whether another process has published a catalog or changed imported parts."""
