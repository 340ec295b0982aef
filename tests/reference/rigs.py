"""Real machines that other people described in public, as items of the catalog: parts and figures."""

from __future__ import annotations

from typing import Any

RIGS: list[dict[str, Any]] = []
