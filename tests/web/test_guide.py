"""The guide: one question a page, the same build in the address, and nothing lost by a wrong answer."""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from app.core.build import Build
from app.web.guide import OUTLETS, STEPS
from app.web.services import Services

EMPTY = Build()
NOTHING: Mapping[str, str] = {}


def build_at(address: str, services: Services) -> Build:
    return services.decoded(parse_qs(urlsplit(address).query)["b"][0])


def send(
    client: TestClient,
    step: str,
    services: Services,
    build: Build = EMPTY,
    fields: Mapping[str, str] = NOTHING,
    **buttons: str,
) -> str:
    """Post a step's form; answers where it leads."""
    held = services.held(build)
    answer = client.post(f"/guide/{step}", data={held.name: held.value, **fields, **buttons})
    assert answer.status_code == 303, unescape(answer.text)
    return str(answer.headers["location"])


def test_the_guide_begins_with_the_purpose(client: TestClient) -> None:
    assert client.get("/guide").headers["location"].startswith("/guide/purpose?b=")


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_every_step_asks_its_question_and_leads_on(client: TestClient, code: str, step: object) -> None:
    slug, question = step.slug, step.question  # type: ignore[attr-defined]
    page = client.get(f"/guide/{slug}?b={code}").text
    assert f"<h1>{question}</h1>" in page
    assert page.count('aria-current="step"') == 1
    assert ('value="next"' in page) is (slug != "review")
    assert f'href="/build?b={code}"' in page


def test_a_step_that_does_not_exist_says_so(client: TestClient) -> None:
    assert client.get("/guide/plumbing").status_code == 404


def test_next_keeps_the_answers_and_goes_on(client: TestClient, services: Services) -> None:
    to = send(client, "purpose", services, do="next", fields={"/choices/workload": "training"})
    assert to.startswith("/guide/place?")
    assert build_at(to, services).choices.workload == "training"


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.slug)
def test_an_outlet_is_a_circuit(client: TestClient, services: Services, outlet: object) -> None:
    slug, circuit = outlet.slug, outlet.circuit  # type: ignore[attr-defined]
    to = send(client, "place", services, do=f"outlet:{slug}", fields={"/site/room_c": "23"})
    site = build_at(to, services).site
    assert to.startswith("/guide/place?")
    assert [(one.volts, one.amps) for one in site.circuits] == [(circuit["volts"], circuit["amps"])]
    assert site.room_c == 23


def test_a_part_is_chosen_counted_and_taken_away(client: TestClient, services: Services) -> None:
    to = send(client, "gpus", services, add="gpu/nvidia/rtx-a5000", category="gpu")
    assert to.startswith("/guide/gpus?")
    assert "category=gpu" in to
    build = build_at(to, services)
    build = build_at(send(client, "gpus", services, build, do="more:0", fields={"/items/0/quantity": "3"}), services)
    assert build.items[0].quantity == 4
    build = build_at(send(client, "gpus", services, build, do="less:0"), services)
    assert build.items[0].quantity == 3
    assert build_at(send(client, "gpus", services, build, do="remove:0"), services).items == ()


def test_another_choice_takes_the_place_of_the_first(client: TestClient, services: Services) -> None:
    to = send(client, "host", services, add="cpu/amd/epyc-7302p", category="cpu")
    page = client.get(to).text
    assert 'name="replaces" value="0"' in page
    build = build_at(
        send(client, "host", services, build_at(to, services), add="cpu/amd/epyc-7313", replaces="0"), services
    )
    assert [item.part for item in build.items] == ["cpu/amd/epyc-7313"]
    assert 'name="replaces"' not in client.get(f"/guide/storage?{services.held(build).query}").text


def test_one_is_the_fewest(client: TestClient, services: Services) -> None:
    build = build_at(send(client, "gpus", services, add="gpu/nvidia/rtx-a5000"), services)
    assert build_at(send(client, "gpus", services, build, do="less:0"), services).items[0].quantity == 1


def test_offers_say_what_they_cost_and_what_fits_comes_first(client: TestClient, services: Services) -> None:
    to = send(client, "host", services, add="motherboard/asrock-rack/romed8-2t", category="motherboard")
    page = unescape(client.get(f"{to.replace('category=motherboard', 'category=cpu')}&q=epyc").text)
    fits, _, rest = page.partition("These don’t fit")
    assert "AMD EPYC 7" in fits
    assert re.search(r"\+\d+ W", fits)
    assert "9654" not in fits  # SP5
    assert not rest or "socket" in rest.lower()


def test_what_one_owns_is_read_and_marked(client: TestClient, services: Services) -> None:
    build = build_at(send(client, "own", services, own="2x RTX A5000\nEPYC 7302P", do="apply"), services)
    assert [(item.part, item.quantity, item.owned) for item in build.items] == [
        ("gpu/nvidia/rtx-a5000", 2, True),
        ("cpu/amd/epyc-7302p", 1, True),
    ]


def test_a_list_that_is_not_understood_adds_nothing_and_stays_in_its_field(
    client: TestClient, services: Services
) -> None:
    body = {"b": services.held(Build()).value, "own": "2x RTX A5000\nflux capacitor 9000", "do": "apply"}
    answer = client.post("/guide/own", data=body)
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert "line 2 “flux capacitor 9000”" in page
    assert "2x RTX A5000\nflux capacitor 9000</textarea>" in page
    assert "Chosen" not in page


def test_a_wrong_number_keeps_what_was_typed(client: TestClient, services: Services) -> None:
    body = {"b": services.held(Build()).value, "/site/room_c": "warm", "do": "next"}
    answer = client.post("/guide/place", data=body)
    assert answer.status_code == 422
    assert 'value="warm"' in answer.text


def test_an_incomplete_build_is_not_called_fine(client: TestClient) -> None:
    page = client.get("/guide/review").text
    assert "Nothing speaks against it so far." in page
    assert "Everything that was checked is fine." not in page


def test_the_progress_tells_what_is_done(client: TestClient, services: Services) -> None:
    template = next(one for one in services.templates if one.slug == "used-eight-a5000")
    page = client.get(f"/guide/review?{services.held(template.build).query}").text
    assert len(re.findall(r'<li class="done">', page)) == 8
    assert '<li class="open">' not in page
