"""Files, and what robots may read."""

from starlette.testclient import TestClient


def test_the_stylesheet_is_kept_for_as_long_as_its_address(client: TestClient) -> None:
    page = client.get("/rules").text
    address = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    assert "immutable" not in client.get("/static/app.css?v=old").headers["cache-control"]


def test_nothing_outside_the_folder_is_served(client: TestClient) -> None:
    for name in ("..%2fpyproject.toml", "%2e%2e%2fpyproject.toml", "app.css%00", "nothing.css"):
        assert client.get(f"/static/{name}").status_code in {404, 405}, name


def test_the_icon_has_two_addresses(client: TestClient) -> None:
    assert client.get("/favicon.ico").content == client.get("/static/favicon.svg").content


def test_robots_keep_out_of_builds(client: TestClient) -> None:
    rules = client.get("/robots.txt").text.splitlines()
    assert {"Disallow: /b/", "Disallow: /build?", "Disallow: /build/"} <= set(rules)
    assert "Disallow: /build" not in rules  # the empty bench is a page like any other


def test_head_answers_like_get_without_the_body(client: TestClient) -> None:
    got, head = client.get("/rules"), client.head("/rules")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == got.headers["content-length"]
