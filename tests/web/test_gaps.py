"""Every unknown of every ready-made build can be answered where it is shown, and says where the answer is found."""

import re

import pytest
from starlette.testclient import TestClient

from app.intake.builds import from_build
from app.intake.loader import load_catalog
from app.intake.templates import Template, load_templates
from app.resources import resource_root
from app.web.services import Services

CATALOG = load_catalog(resource_root() / "catalog")
TEMPLATES = load_templates(resource_root() / "catalog", CATALOG.vocabulary, CATALOG)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.slug)
def test_every_gap_has_a_field(client: TestClient, services: Services, template: Template) -> None:
    page = client.get(services.address("/build", template.build)).text
    report = services.judge.report(template.build)
    items = {item.id for item in template.build.items}
    for finding in report.findings:
        for missing in finding.missing:
            assert missing.where, f"{finding.rule} doesn't say where {missing.fact} is found"
            if missing.item in items:
                head = missing.fact.removeprefix(f"{missing.category}.").partition(".")[0]
                assert re.search(rf'name="/items/\d+/facts/(?:{missing.category}\.)?{head}["/]', page), missing


def test_stated_facts_of_a_bundle_clear_its_unknowns(client: TestClient, services: Services) -> None:
    template = next(template for template in services.templates if template.slug == "build-a0")
    body = from_build(template.build)
    before = client.post("/api/v1/check", json=body).json()
    gap = next(gap for one in before["findings"] for gap in one["missing"] if one["rule"] == "mmio-window")
    index = [item["id"] for item in body["items"]].index(gap["item"])
    code = services.held(template.build).value
    stated = {"b": code, f"/items/{index}/facts/{gap['fact']}": "4096"}
    location = client.post("/build/edit", data=stated).headers["location"]
    page = client.get(location).text
    assert '<article class="finding unknown"' in page, "the others are still unknown"
    assert not re.search(r'<article class="finding unknown" id="[^"]*" data-rule="mmio-window"', page)
