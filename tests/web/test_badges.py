"""Badges and cards: the verdict as a picture that stands alone, and QR codes that lead back."""

from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from app.web.services import Services
from app.web.views.pictures import qr_code


@pytest.mark.parametrize("kind", ["badge", "card"])
def test_a_picture_says_the_verdict_in_words(client: TestClient, saved: str, code: str, kind: str) -> None:
    by_id = client.get(f"/b/{saved}/{kind}.svg")
    by_code = client.get(f"/build/{kind}.svg", params={"b": code})
    assert by_id.headers["content-type"] == "image/svg+xml"
    assert by_id.content == by_code.content
    root = ElementTree.fromstring(by_id.text)
    assert "fail" in "".join(root.itertext())
    assert "fail" in root.attrib["aria-label"]


def test_a_card_has_the_figures_of_the_report(client: TestClient, code: str) -> None:
    text = "".join(ElementTree.fromstring(client.get("/build/card.svg", params={"b": code}).text).itertext())
    assert "DC: 2,263 W" in text
    assert "12 errors" in text


def test_a_picture_that_has_not_changed_is_not_sent_again(client: TestClient, saved: str) -> None:
    tag = client.get(f"/b/{saved}/badge.svg").headers["etag"]
    assert client.get(f"/b/{saved}/badge.svg", headers={"If-None-Match": tag}).status_code == 304


def test_other_sites_may_show_it_and_it_runs_nothing(client: TestClient, saved: str) -> None:
    headers = client.get(f"/b/{saved}/card.svg").headers
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["content-security-policy"] == "default-src 'none'"


def test_a_title_is_text(client: TestClient, services: Services) -> None:
    title = '<script>alert(1)</script>" onload="alert(2)'
    build = services.read({"items": [], "title": title})
    text = client.get("/build/card.svg", params={"b": services.held(build).value}).text
    assert "<script" not in text
    assert title in ElementTree.fromstring(text).attrib["aria-label"]


def test_pictures_of_nothing(client: TestClient) -> None:
    assert client.get("/b/zzzzzzzz/badge.svg").status_code == 404
    assert client.get("/build/banner.svg").status_code == 422


def test_a_saved_page_shows_its_code_and_its_preview(client: TestClient, saved: str) -> None:
    page = client.get(f"/b/{saved}").text
    assert f'property="og:image" content="http://testserver/b/{saved}/card.svg"' in page
    assert 'class="qr"' in page


def test_a_qr_code_escapes_its_title() -> None:
    markup = qr_code('https://rigs.example/b/x"><script>')
    assert "<script" not in markup
    ElementTree.fromstring(markup)
