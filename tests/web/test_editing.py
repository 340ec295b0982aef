"""The bench's form: every field, then the button; 303 to the new address; a refused form keeps what was typed."""

import hashlib
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.core.links import decode, encode
from app.web.services import Services


def edited(client: TestClient, code: str, **fields: str) -> Response:
    return client.post("/build/edit", data={"b": code, **fields})


def build_at(answer: Response) -> dict[str, Any]:
    """The build that a redirect leads to."""
    assert answer.status_code == 303, answer.text
    return decode(parse_qs(urlsplit(answer.headers["location"]).query)["b"][0])


def index_of(build: dict[str, Any], category: str, services: Services) -> int:
    items = enumerate(build["items"])
    return next(
        index
        for index, item in items
        if (part := services.catalog.part(item.get("part", ""))) and part.category == category
    )


def test_fields_and_button_act_together(
    client: TestClient, code: str, published: dict[str, Any], services: Services
) -> None:
    gpu = index_of(published, "gpu", services)
    last = len(published["items"]) - 1
    fields = {f"/items/{gpu}/power_limit_w": "280", "/site/room_c": "27.5", "do": f"remove:{last}"}
    after = build_at(edited(client, code, **fields))
    assert after["items"][gpu]["power_limit_w"] == 280
    assert after["site"]["room_c"] == 27.5
    assert len(after["items"]) == last


def test_an_empty_field_takes_its_value_away(client: TestClient, code: str, published: dict[str, Any]) -> None:
    assert "claimed_load_w" in published["choices"]
    assert "claimed_load_w" not in build_at(edited(client, code, **{"/choices/claimed_load_w": " "}))["choices"]


def test_the_whole_form_as_shown_changes_nothing(client: TestClient, code: str) -> None:
    """Pressing “Apply” without typing leads back to the same address: no field loses or invents anything."""
    page = client.get("/build", params={"b": code}).text
    answer = client.post("/build/edit", data={**form_fields(page), "do": "apply"})
    assert parse_qs(urlsplit(answer.headers["location"]).query)["b"] == [code]


class FormReader(HTMLParser):
    """What a browser would send of a form's inputs and selects."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._select = ""
        self._selected = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name:
            self.found.setdefault(name, given.get("value") or "")
        elif tag == "select":
            self._select = name
            self.found.setdefault(name, "")
        elif tag == "option":
            self._selected = "selected" in given

    def handle_data(self, data: str) -> None:
        if self._selected:
            self.found[self._select] = data
            self._selected = False


def form_fields(page: str) -> dict[str, str]:
    reader = FormReader()
    reader.feed(page.partition('<form id="bench"')[2].partition("</form>")[0])
    return reader.found


def test_a_part_is_added_and_replaced(
    client: TestClient, code: str, published: dict[str, Any], services: Services
) -> None:
    cpu = index_of(published, "cpu", services)
    replaced = build_at(edited(client, code, add="cpu/amd/epyc-7313", replaces=str(cpu)))
    assert replaced["items"][cpu]["part"] == "cpu/amd/epyc-7313"
    assert replaced["items"][cpu]["id"] == published["items"][cpu]["id"]
    added = build_at(edited(client, code, add="cpu/amd/epyc-7313"))
    assert len(added["items"]) == len(published["items"]) + 1
    assert len({item["id"] for item in added["items"]}) == len(added["items"])


def test_an_unknown_part_is_refused_with_the_bench_around_it(client: TestClient, code: str) -> None:
    answer = edited(client, code, add="cpu/amd/epyc-0000")
    assert answer.status_code == 422
    assert "epyc-0000" in answer.text
    assert 'id="bench"' in answer.text


def test_a_described_part_is_added(client: TestClient, code: str) -> None:
    after = build_at(edited(client, code, do="custom:psu", custom_name="Old server PSU"))
    assert after["items"][-1]["custom"] == {"category": "psu", "name": "Old server PSU"}


def test_a_described_part_needs_a_name(client: TestClient, code: str) -> None:
    assert edited(client, code, do="custom:psu", custom_name=" ").status_code == 422


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("/items/0/quantity", "-3"),
        ("/items/0/quantity", "many"),
        ("/site/room_c", "warm"),
        ("/site/humidity_pct", "400"),
        ("/choices/psu_redundancy", "two"),
        ("/site/circuits/0/volts", "NaN"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(client: TestClient, code: str, field: str, text: str) -> None:
    answer = edited(client, code, **{field: text, "/choices/fan_rpm": "1234"})
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.text
    assert f'name="{field}" value="{text}"' in answer.text
    assert 'name="/choices/fan_rpm" value="1234"' in answer.text
    fragment = client.post("/build/edit", data={"b": code, field: text}, headers={"HX-Request": "true"})
    assert fragment.status_code == 422
    assert "<html" not in fragment.text


def test_a_stated_fact_clears_its_unknown(client: TestClient) -> None:
    cpu = {"id": "cpu", "custom": {"category": "cpu", "name": "My CPU"}, "quantity": 1}
    board = {"id": "motherboard", "custom": {"category": "motherboard", "name": "My board"}, "quantity": 1}
    code = encode({"items": [cpu, board]})
    before = client.get("/build", params={"b": code}).text
    assert 'name="/items/0/facts/socket"' in before
    after = build_at(edited(client, code, **{"/items/0/facts/socket": "SP3", "/items/1/facts/socket": "SP3"}))
    assert after["items"][0]["facts"] == {"socket": "SP3"}
    report = client.post("/api/v1/check", json=after).json()
    assert "cpu-socket-match" in {passed["rule"] for passed in report["passed"]}


def test_rows_of_a_stated_fact_are_records(client: TestClient) -> None:
    code = encode({"items": [{"id": "psu", "custom": {"category": "psu", "name": "My PSU"}, "quantity": 1}]})
    row = "/items/0/facts/outputs/0/"
    after = build_at(edited(client, code, **{f"{row}connector": "pcie8", f"{row}count": "4"}))
    assert after["items"][0]["facts"]["outputs"] == [{"connector": "pcie8", "count": 4}]


def test_a_build_too_long_for_an_address_becomes_a_draft(client: TestClient) -> None:
    notes = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(150)]
    items = [
        {"id": f"x{number}", "custom": {"category": "fan", "name": note}, "quantity": 1}
        for number, note in enumerate(notes)
    ]
    answer = edited(client, encode({"items": items}))
    assert answer.status_code == 303
    location = answer.headers["location"]
    assert location.startswith("/build?d=")
    page = client.get(location)
    assert page.status_code == 200
    assert notes[-1] in page.text
    again = client.post("/build/edit", data={"d": location.partition("=")[2], "do": "remove:0"})
    assert again.headers["location"] != location, "a draft is never changed under somebody's address"


def test_a_draft_that_is_gone_says_so(client: TestClient) -> None:
    answer = client.get("/build?d=nothing")
    assert answer.status_code == 404
    assert "expired" in answer.text


def test_saving_gives_a_link_that_editing_leaves_alone(client: TestClient, code: str) -> None:
    saved = client.post("/build/save", data={"b": code, "/title": "Mine"})
    assert saved.status_code == 303
    link = saved.headers["location"]
    page = client.get(link).text
    assert "<h1>Mine</h1>" in page
    fork = client.post(f"{link}/edit")
    assert fork.status_code == 303
    assert f"from={link.removeprefix('/b/')}" in fork.headers["location"]
    query = {name: values[0] for name, values in parse_qs(urlsplit(fork.headers["location"]).query).items()}
    child = client.post("/build/save", data={**query, "/title": "Yours"}).headers["location"]
    assert child != link
    assert link in client.get(child).text, "a fork names its parent"
    assert client.get(link).text == page


def test_choosing_carries_the_typed_fields_along(client: TestClient, code: str) -> None:
    answer = edited(client, code, **{"/site/room_c": "31", "do": "choose:cpu:2"})
    assert urlsplit(answer.headers["location"]).path == "/build/choose/cpu"
    assert build_at(answer)["site"]["room_c"] == 31
    assert parse_qs(urlsplit(answer.headers["location"]).query)["replaces"] == ["2"]


def test_the_slider_sets_the_power_limit_between_the_cards_own_bounds(client: TestClient, services: Services) -> None:
    build = next(one.build for one in services.templates if one.slug == "build-b")
    code = services.held(build).value
    gpu = next(index for index, item in enumerate(build.items) if item.id == "gpus")
    page = client.get("/build", params={"b": code}).text
    assert f'name="slide.{gpu}" min="100" max="350" step="5" value="250"' in page
    after = build_at(edited(client, code, **{f"slide.{gpu}": "300", "do": f"slide:{gpu}"}))
    assert after["items"][gpu]["power_limit_w"] == 300
    for nonsense in ("", "-5", "much", "1e3"):
        same = build_at(edited(client, code, **{f"slide.{gpu}": nonsense, "do": f"slide:{gpu}"}))
        assert "power_limit_w" not in same["items"][gpu]  # the build's common limit holds
