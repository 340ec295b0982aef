"""The parts list, the comparison and the spec sheet: links and forms, and nothing said that isn't known."""

from __future__ import annotations

import gzip
import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from app.core.parts import Price
from app.resources import resource_root
from app.web.services import Services
from app.web.views.price_plot import price_plots

FOUNDERS, P40, AX1600I = "gpu/nvidia/rtx-3090-founders", "gpu/nvidia/tesla-p40", "psu/corsair/ax1600i"
SPACE = "\u202f"


def read(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text).replace(SPACE, " ")


def listed(text: str) -> list[str]:
    return re.findall(r'name="id" value="([^"]+)" form="compare"', text)


def test_the_first_page_leads_to_every_category(client: TestClient) -> None:
    text = read(client, "/parts")
    assert text.count('href="/parts?category=') >= 30
    assert "Compare the ticked" not in text


def test_words_tell_the_categories_apart(client: TestClient) -> None:
    text = read(client, "/parts?q=3090")
    assert 'href="/parts?category=gpu&q=3090"' in text
    assert 'href="/parts?category=cpu&q=3090"' not in text
    assert "NVIDIA GeForce RTX 3090" in text


def test_a_list_is_narrowed_sorted_and_shows_what_is_chosen(client: TestClient) -> None:
    text = read(client, "/parts?category=gpu&memory_gb=24&board_power_w=..75&sort=-bandwidth_gb_s")
    assert set(listed(text)) >= {"gpu/nvidia/l4"}
    assert re.search(r'value="24" checked', text)
    assert "Board power: <b>up to 75 W</b>" in text
    assert 'href="/parts?category=gpu&memory_gb=24&sort=-bandwidth_gb_s">remove' in text
    assert 'href="/parts?category=gpu&board_power_w=..75&sort=-bandwidth_gb_s">remove' in text.replace("%2E", ".")


def test_a_head_sorts_and_says_how(client: TestClient) -> None:
    text = read(client, "/parts?category=gpu&sort=-memory_gb")
    assert 'aria-sort="descending"' in text
    assert 'href="/parts?category=gpu&sort=memory_gb">' in text
    assert listed(text)[0] == "gpu/amd/instinct-mi355x"


def test_what_is_not_known_is_a_value_of_its_own(client: TestClient) -> None:
    text = read(client, "/parts?category=gpu&cooling=unknown")
    assert "cooling: <b>not known</b>" in text
    assert '<span class="quiet">not known</span>' in text
    assert 'name="slot_width" value="unknown"' in text


def test_a_page_beyond_the_last_shows_the_last(client: TestClient) -> None:
    text = read(client, "/parts?category=gpu&page=999")
    assert 'rel="prev"' in text
    assert 'rel="next"' not in text
    assert listed(text)


@pytest.mark.parametrize(
    "query",
    ["category=gpu&sort=cooling&memory_gb=x&nonsense=1", "category=gpu&memory_gb=%00", "q=%00&page=-1", "page=1e9"],
)
def test_a_stale_address_is_read_as_far_as_it_means_something(client: TestClient, query: str) -> None:
    assert client.get(f"/parts?{query}").status_code == 200


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nvida 3090", "nvidia 3090"),
        ("Gefroce 3090", "geforce 3090"),
        ("threadriper pro", "threadripper pro"),
        ("epcy 7302", "epyc 7302"),
        ("motherbord sp3", "motherboard sp3"),
        ("romed9", ""),
        ("xyzzyx", ""),
        ("nvidia", ""),
        ("", ""),
    ],
)
def test_a_misspelt_word_is_offered_right(services: Services, typed: str, meant: str) -> None:
    assert services.speller.instead(typed) == meant


def test_an_empty_list_offers_what_was_meant(client: TestClient) -> None:
    offer = 'Did you mean <a href="{}">nvidia 3090</a>?'
    assert offer.format("/parts?q=nvidia+3090") in read(client, "/parts?q=nvida+3090")
    assert offer.format("/parts?category=gpu&q=nvidia+3090") in read(client, "/parts?category=gpu&q=nvida+3090")
    assert "nvidia 3090</a>? Describe" in read(client, "/build/choose/gpu?q=nvida+3090")


def test_a_category_that_is_not_there_is_said(client: TestClient) -> None:
    assert client.get("/parts?category=gpus").status_code == 404


def test_fifty_parts_weigh_little(client: TestClient) -> None:
    """50 parts with their style sheet: 60 kB compressed is the bar."""
    page = client.get("/parts?category=gpu").text
    assert len(listed(page)) == 50
    style = (resource_root() / "static" / "app.css").read_bytes()
    assert len(gzip.compress(page.encode())) + len(gzip.compress(style)) < 30_000


def test_parts_stand_side_by_side(client: TestClient) -> None:
    text = read(client, f"/parts/compare?id={FOUNDERS}&id={P40}")
    row = re.search(r'<tr role="row" class="differs">\s*<th[^>]*>.*?board power</th>.*?</tr>', text, re.DOTALL)
    assert row
    assert "differs: " in row[0]
    assert "350 W" in row[0]
    assert "250 W" in row[0]
    same = re.search(r'<tr role="row">\s*<th[^>]*>memory</th>.*?</tr>', text, re.DOTALL)
    assert same, "both have 24 GB"
    assert "not known" in text
    assert f'href="/parts/compare?id={P40.replace("/", "%2F")}"' in text
    only = read(client, f"/parts/compare?id={FOUNDERS}&id={P40}&only=differences")
    assert not re.search(r"<th[^>]*>memory</th>", only)


def test_what_can_not_be_compared_is_named(client: TestClient) -> None:
    text = read(client, f"/parts/compare?id={FOUNDERS}&id={AX1600I}")
    assert "Corsair AX1600i is of another category" in text
    five = ["rtx-3090", "rtx-3090-ti", "rtx-4090", "rtx-5090", "tesla-p40"]
    text = read(client, "/parts/compare?" + "&".join(f"id=gpu/nvidia/{name}" for name in five))
    assert "NVIDIA Tesla P40 24GB is left out: 4 parts stand side by side." in text
    assert client.get("/parts/compare?id=gpu/nobody/nothing").status_code == 404
    assert "Tick two to 4 parts" in read(client, "/parts/compare")


def test_a_part_is_carried_to_the_list_and_into_the_comparison(client: TestClient) -> None:
    sheet = read(client, f"/parts/{FOUNDERS}")
    address = f"/parts?category=gpu&with={FOUNDERS.replace('/', '%2F')}"
    assert f'href="{address}"' in sheet
    text = read(client, address)
    assert f'<input type="hidden" name="id" value="{FOUNDERS}">' in text
    assert f'<input type="hidden" name="with" value="{FOUNDERS}">' in text, "the next search keeps it"
    assert FOUNDERS not in listed(text)


def test_a_sheet_leads_into_the_checker(client: TestClient) -> None:
    text = read(client, f"/parts/{FOUNDERS}")
    address = re.search(r'href="(/build/choose/psu\?b=[^"]+)"', text)
    assert address
    chooser = read(client, address[1])
    assert "judged in its place" in chooser
    assert "These fit" in chooser or "These may fit" in chooser
    assert re.search(r'href="/build\?b=[^"]+">Start a build with it', text)


def test_a_sheet_names_builds_bundles_and_rules(client: TestClient, services: Services) -> None:
    template = next(one for one in services.templates if one.kind == "published")
    item = next(item.part for item in template.build.items if item.part)
    assert template.title in read(client, f"/parts/{item}")
    board = next(
        provided.part for part in services.catalog.parts.values() for provided in part.provides if provided.part
    )
    assert "Comes with" in read(client, f"/parts/{board}")
    text = read(client, "/parts/gpu/nvidia/rtx-3090")
    assert 'href="/rules/gpu-length"' in text
    assert "not known:</span>" in text


def test_prices_are_drawn_by_currency() -> None:
    seen = [
        Price(500, "USD", "used", "2026-01-01", "a"),
        Price(1000, "USD", "new", "2026-03-01", "b"),
        Price(900, "EUR", "new", "2026-01-01", "c"),
    ]
    (plot,) = price_plots(seen)
    assert plot.title == "Prices seen in USD"
    assert plot.description == "$500 used on 2026-01-01; $1,000 new on 2026-03-01."
    assert price_plots(seen[:1]) == ()
    same_day = price_plots([seen[0], seen[0]])
    assert same_day[0].description.count("$500") == 2


def test_a_plot_is_titled_and_described(client: TestClient) -> None:
    text = read(client, "/parts/gpu/nvidia/rtx-pro-6000-blackwell-ws")
    assert '<title id="prices-usd-title">Prices seen in USD</title>' in text
    assert re.search(r'<desc id="prices-usd-description">\$7,999 used on', text)
    assert " style=" not in text


def test_the_chooser_has_the_lists_facets_and_orders(client: TestClient) -> None:
    text = read(client, "/build/choose/psu?form_factor=sfx&sort=-watts_230&replaces=0")
    assert 'action="/build/choose/psu"' in text
    assert re.search(r'name="form_factor" value="sfx" checked', text)
    assert 'value="-watts_230" selected' in text
    assert "form factor <b>sfx</b>" in text
    assert "form factor <b>atx</b>" not in text
