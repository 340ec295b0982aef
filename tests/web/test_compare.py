"""`/compare`: what differs between two to four builds, and what can be pasted to name one."""

import re
from dataclasses import replace
from html import unescape

import pytest
from starlette.testclient import TestClient

from app.core.build import Build
from app.web.pages.comparing import what_is_pasted
from app.web.services import Services


@pytest.fixture
def build_b(services: Services) -> Build:
    return next(one.build for one in services.templates if one.slug == "build-b")


@pytest.fixture
def pair(services: Services, build_b: Build) -> str:
    """A build, and the same with one card less at another power limit."""
    items = tuple(replace(item, quantity=3, power_limit_w=200) if item.id == "gpus" else item for item in build_b.items)
    changed = replace(build_b, items=items, title="Three cards")
    return f"{services.held(build_b).query}&{services.held(changed).query}"


def rows(page: str) -> dict[str, bool]:
    """Each row's label with whether it is marked as different."""
    found = re.findall(
        r'<tr role="row"( class="differs")?>\s*<th role="rowheader" scope="row">(.*?)</th>', unescape(page), re.DOTALL
    )
    return {re.sub(r"<[^>]+>|≠|differs: ", "", label).strip(): bool(mark) for mark, label in found}


def test_what_differs_is_marked_and_the_rest_is_not(client: TestClient, pair: str) -> None:
    found = rows(client.get(f"/compare?{pair}").text)
    assert found["GPU"]
    assert found["DC under load"]
    assert not found["Motherboard"]
    assert not found["Memory"]


def test_only_the_differences_can_be_shown(client: TestClient, pair: str) -> None:
    page = client.get(f"/compare?{pair}&only=differences").text
    assert all(rows(page).values())
    assert "Show everything" in page


def test_cells_say_what_each_build_has(client: TestClient, pair: str) -> None:
    page = unescape(client.get(f"/compare?{pair}").text).replace("\u202f", " ")
    assert "4 × Gigabyte GeForce RTX 3090 TURBO 24G" in page
    assert "3 × Gigabyte GeForce RTX 3090 TURBO 24G, at 200 W" in page


def test_a_saved_build_and_a_code_can_be_compared(client: TestClient, saved: str, pair: str) -> None:
    answer = client.get(f"/compare?s={saved}&{pair}")
    assert answer.status_code == 200
    assert answer.text.count('<th role="columnheader" scope="col">') == 3 * 4


def test_a_pasted_address_leads_to_the_comparison_with_it(client: TestClient, saved: str, code: str) -> None:
    answer = client.get("/compare", params={"b": code, "add": f"https://rigs.example/b/{saved}"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/compare?b={code}&s={saved}"


@pytest.mark.parametrize(
    "add", ["nonsense", "https://rigs.example/b/zzzzzzzzzz", "1abc" + "x" * 40, "/build?b=1broken"]
)
def test_what_holds_no_build_says_so_beside_the_field(client: TestClient, code: str, add: str) -> None:
    answer = client.get("/compare", params={"b": code, "add": add})
    assert answer.status_code == 422
    assert 'id="add-fault"' in answer.text
    assert "Paste the address of a build" in answer.text


def test_four_builds_are_the_most(client: TestClient, code: str) -> None:
    page = client.get("/compare?" + "&".join([f"b={code}"] * 6)).text
    assert page.count('class="card error"') == 4
    assert 'name="add"' not in page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://a.example/build?b=1xyz&from=q", ("b", "1xyz")),
        ("/build?d=abc", ("d", "abc")),
        ("https://a.example/b/abc123def", ("s", "abc123def")),
        ("abc123def", ("s", "abc123def")),
        ("1" + "a" * 60, ("b", "1" + "a" * 60)),
    ],
)
def test_what_people_paste(text: str, found: tuple[str, str]) -> None:
    assert what_is_pasted(text) == found
