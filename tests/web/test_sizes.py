"""What a visitor downloads: the bench with twelve parts and the chooser with fifty, style sheet included."""

import gzip
from pathlib import Path

from starlette.testclient import TestClient

from app.resources import resource_root
from app.web.services import Services

MOST_BYTES = 60_000


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


def stylesheet() -> int:
    return compressed(Path(resource_root() / "static" / "app.css").read_text())


def test_the_bench_with_twelve_parts(client: TestClient, services: Services) -> None:
    build = max((one.build for one in services.templates), key=lambda build: len(build.items))
    assert len(build.items) >= 12
    page = client.get(f"/build?{services.held(build).query}").text
    assert compressed(page) + stylesheet() <= MOST_BYTES


def test_the_chooser(client: TestClient, services: Services) -> None:
    build = next(one.build for one in services.templates if one.slug == "build-b")
    page = client.get(f"/build/choose/gpu?{services.held(build).query}").text
    lines = page.count('<li class="candidate')
    assert lines >= 25
    per_line = compressed(page) / lines  # a page has fewer than fifty; the rest would compress better still
    assert per_line * max(50, lines) + stylesheet() <= MOST_BYTES


def test_a_list_of_parts(client: TestClient) -> None:
    page = client.get("/parts?category=gpu").text
    assert page.count("/parts/gpu/") >= 50
    assert compressed(page) + stylesheet() <= MOST_BYTES
