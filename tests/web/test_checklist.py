"""`/check`: five rows for a card and a host, and names that mean more than one part."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from app.web.pages.checklist import pick
from app.web.services import Services

ROWS = ["Power connector", "Cooling interface", "PCIe generation", "Form factor", "Firmware and drivers"]


def cues(client: TestClient, **query: str) -> dict[str, str]:
    """Each row's name with the word of its cue."""
    answer = client.get("/check", params=query)
    assert answer.status_code == 200, answer.text
    found = re.findall(r'<h2 id="row-\d">([^<]+?) <span class="cue [a-z]+">.*?</span> ([^<]+)</span></h2>', answer.text)
    return dict(found)


def test_a_card_and_a_server_give_five_rows(client: TestClient) -> None:
    found = cues(client, gpu="gpu/nvidia/tesla-p40", host="server/dell/poweredge-r730")
    assert list(found) == ROWS
    assert found["PCIe generation"] == "Fine"
    assert found["Firmware and drivers"] == "Warning"  # the last driver branch for compute capability 6.1


def test_what_is_not_chosen_is_never_called_fine(client: TestClient) -> None:
    found = cues(client, gpu="gpu/nvidia/tesla-p40", host="motherboard/asrock-rack/romed8-2t")
    assert found["Power connector"] == "Not judged yet"
    assert found["Form factor"] == "Not judged yet"
    assert found["PCIe generation"] == "Fine"
    assert (
        "Choose a chassis to have this judged."
        in client.get(
            "/check", params={"gpu": "gpu/nvidia/tesla-p40", "host": "motherboard/asrock-rack/romed8-2t"}
        ).text
    )


def test_a_card_of_another_form_does_not_go_in(client: TestClient) -> None:
    found = cues(client, gpu="gpu/nvidia/h100-sxm5-80gb", host="server/dell/poweredge-r730")
    assert found["Form factor"] == "Error"


def test_too_small_a_supply_is_an_error_with_a_retrofit(client: TestClient) -> None:
    query = {
        "gpu": "gpu/nvidia/rtx-4090-founders",
        "host": "motherboard/asrock-rack/romed8-2t",
        "psu": "psu/generic/atx-400w",
    }
    assert cues(client, **query)["Power connector"] == "Error"
    assert "Retrofit:" in client.get("/check", params=query).text


def test_a_name_that_several_parts_have_is_asked_about(client: TestClient) -> None:
    answer = client.get("/check", params={"gpu": "RTX 3090 founders blower turbo", "host": "R730"}).text
    assert "has all these words" in answer
    asked = client.get("/check", params={"gpu": "evga 3090", "host": "romed8"})
    page = unescape(asked.text)
    assert 'type="radio" name="gpu"' in page
    assert not re.search(r'id="row-1"', page)


def test_the_last_answer_for_a_field_wins(client: TestClient) -> None:
    answer = client.get("/check?gpu=4090&gpu=gpu/nvidia/tesla-p40&host=server/dell/poweredge-r730")
    assert "NVIDIA Tesla P40" in answer.text
    assert 'id="row-5"' in answer.text


@pytest.mark.parametrize("quantity", ["0", "-3", "many", "999999999999", ""])
def test_a_strange_number_of_cards_is_brought_into_bounds(client: TestClient, quantity: str) -> None:
    assert list(cues(client, gpu="gpu/nvidia/tesla-p40", host="server/dell/poweredge-r730", quantity=quantity)) == ROWS


def test_a_part_of_another_category_is_not_taken(services: Services) -> None:
    found = pick(services, "gpu", "Card", "server/dell/poweredge-r730", ("gpu",))
    assert found.part is None
    assert found.fault
