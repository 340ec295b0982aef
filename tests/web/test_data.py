"""What is not known: shares that agree with the lists behind them, worst first."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from app.web.services import Services
from app.web.views.data import view_data, view_undecided


def test_categories_and_rules_are_listed_worst_first(services: Services) -> None:
    view = view_data(services.catalog, services.rules, services.census)
    shares = [line.share for line in view.lines if line.share is not None]
    assert shares == sorted(shares)
    assert [line.share for line in view.rules] == sorted(line.share for line in view.rules)
    assert sum(line.decidable for line in view.lines) == view.decidable
    assert all(sum(line.trust) <= 100 for line in view.lines)


def test_each_list_holds_as_many_parts_as_its_link_says(services: Services) -> None:
    view = view_data(services.catalog, services.rules, services.census)
    categories = services.catalog.vocabulary.categories
    for line in view.lines:
        listed = view_undecided(categories[line.name], services.catalog, services.census)
        assert len(listed.lines) == line.parts - line.generic - line.decidable
        for missed in line.missed:
            by_fact = view_undecided(categories[line.name], services.catalog, services.census, missed.key)
            assert len(by_fact.lines) == missed.parts, missed.key
    for rule_line in view.rules:
        for name, _, count in rule_line.lacking:
            by_rule = view_undecided(categories[name], services.catalog, services.census, rule=rule_line.rule)
            assert len(by_rule.lines) == count, rule_line.rule.id


def test_every_link_of_the_page_leads_to_a_list(client: TestClient) -> None:
    page = client.get("/data").text
    links = set(re.findall(r'href="(/data/[^"]+)"', page))
    assert links
    for link in sorted(links)[::7]:
        listed = client.get(link.replace("&amp;", "&"))
        assert listed.status_code == 200, link
        assert 'class="undecided"' in listed.text, link


def test_what_does_not_exist_is_not_found(client: TestClient) -> None:
    assert client.get("/data/toaster").status_code == 404
    assert client.get("/data/gpu?rule=no-such-rule").status_code == 404
