"""Every page answers, as a page and as a fragment, and says so to caches."""

from collections.abc import Mapping

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from app.web.rendering import environment

FRAGMENT = {"HX-Request": "true"}

PAGES = (
    "/",
    "/build",
    "/build?b={code}",
    "/build?b={code}&fixes=cpu-socket-match",
    "/build/repair?b={code}",
    "/build/bom?b={code}",
    "/build/bring-up?b={code}",
    "/build/choose/psu?b={code}",
    "/build/choose/cpu?b={code}&replaces=2&q=epyc&sort=cores&page=2",
    "/b/{saved}",
    "/b/{saved}/bom",
    "/parts",
    "/parts?q=3090&category=gpu",
    "/parts/compare?id=gpu/nvidia/rtx-3090&id=gpu/nvidia/tesla-p40",
    "/parts/server/supermicro/as-4124gs-tnr",
    "/guide/purpose?b={code}",
    "/guide/host?b={code}",
    "/compare",
    "/compare?b={code}&s={saved}",
    "/check",
    "/check?gpu=P40&host=R730&quantity=2",
    "/rules",
    "/rules/cpu-socket-match",
    "/problems",
    "/problems/broken-link",
    "/data",
    "/data/motherboard",
    "/data/server?rule=gpu-length",
    "/data/gpu?fact=gpu.height_mm",
    "/api/docs",
)

OTHER_ROUTES = {
    "/guide": "tests/web/test_guide.py",
    "/build/edit": "tests/web/test_editing.py",
    "/build/save": "tests/web/test_editing.py",
    "/build/import": "tests/web/test_importing.py",
    "/b/{code}/edit": "tests/web/test_editing.py",
    "/b/{code}/rename": "tests/web/test_saved.py",
    "/b/{code}/withdraw": "tests/web/test_saved.py",
    "/build/{kind}.svg": "tests/web/test_badges.py",
    "/b/{code}/{kind}.svg": "tests/web/test_badges.py",
    "/build/bring-up.{ending}": "tests/web/test_bring_up.py",
    "/build/bom.{ending}": "tests/web/test_bills.py",
    "/b/{code}/bom.{ending}": "tests/web/test_bills.py",
    "/static/{name}": "tests/web/test_static.py",
    "/favicon.ico": "tests/web/test_static.py",
    "/robots.txt": "tests/web/test_static.py",
    "/healthz": "tests/web/test_operations.py",
    "/readyz": "tests/web/test_operations.py",
    "/metrics": "tests/web/test_operations.py",
}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_answers_whole_and_as_a_fragment(client: TestClient, address: str, code: str, saved: str) -> None:
    url = address.format(code=code, saved=saved)
    whole = client.get(url)
    assert whole.status_code == 200, whole.text
    assert whole.text.startswith("<!doctype html>")
    assert whole.text.count("<h1") == 1
    fragment = client.get(url, headers=FRAGMENT)
    assert fragment.status_code == 200
    assert "<html" not in fragment.text
    assert fragment.text.startswith("<title>")
    for answer in (whole, fragment):
        assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("headers", "whole"),
    [
        ({}, True),
        (FRAGMENT, False),
        ({**FRAGMENT, "HX-Boosted": "true"}, True),
        ({**FRAGMENT, "HX-History-Restore-Request": "true"}, True),
    ],
)
def test_only_a_plain_htmx_request_gets_the_fragment(
    client: TestClient, headers: Mapping[str, str], whole: bool
) -> None:
    assert client.get("/rules", headers=headers).text.startswith("<!doctype") is whole


def test_every_route_is_exercised(app: FastAPI) -> None:
    tested = [address.partition("?")[0].format(saved="abc") for address in PAGES]
    routes = {context.path: context for context in iter_route_contexts(app.routes) if context.path}
    pages = {path for path in routes if not path.startswith("/api/v1")}
    for path in pages - set(OTHER_ROUTES):
        assert any(routes[path].path_regex.match(address) for address in tested), f"no test visits {path}"
    assert set(OTHER_ROUTES) <= pages, "an exemption is no longer needed"


def test_the_published_list_shows_its_watts_beside_the_claim(client: TestClient, code: str) -> None:
    text = client.get("/build", params={"b": code}).text.replace("\u202f", " ")
    assert '<span id="verdict">fail</span>' in text
    assert "2,263 W" in text
    assert "2,378 W" in text
    assert "claimed: 12,000 W" in text


def test_every_finding_of_the_published_list_has_a_source(client: TestClient, code: str) -> None:
    text = client.get("/build", params={"b": code}).text
    findings = text.split('<article class="finding')[1:]
    assert len(findings) > 10
    for finding in findings:
        assert 'class="sources">Sources: <a href="http' in finding


def test_a_former_address_of_a_part_leads_to_its_present_one(client: TestClient) -> None:
    assert client.get("/parts/gpu/nobody/nothing").status_code == 404


def test_a_page_names_its_verdict_for_link_previews(client: TestClient, saved: str) -> None:
    text = client.get(f"/b/{saved}").text
    assert '<meta property="og:title" content="The published mini-Colossus: fail' in text
    assert 'property="og:description" content="Verdict: fail.' in text


def test_an_edit_keeps_the_place_and_another_page_begins_at_its_top(client: TestClient, code: str) -> None:
    here = {**FRAGMENT, "HX-Current-URL": "http://testserver/build?b=1"}
    assert "HX-Reswap" not in client.get("/build", params={"b": code}, headers=here).headers
    assert "show:window:top" in client.get("/build/choose/psu", params={"b": code}, headers=here).headers["HX-Reswap"]


def test_every_template_compiles() -> None:
    names = environment().list_templates()
    assert len(names) > 15
    for name in names:
        environment().get_template(name)
