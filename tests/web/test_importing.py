"""A pasted list: line by line first, then the bench."""

from starlette.testclient import TestClient

from app.intake.partslist import read_parts_list
from app.web.lists import as_build
from tests.intake.partslist_support import catalog

LIST = "GPU: 4x RTX 3090\nCPU: EPYC 7302P\n<script>qwertz</script> thingamajig\n"


def test_a_list_is_shown_line_by_line(client: TestClient) -> None:
    page = client.post("/build/import", data={"text": LIST})
    assert page.status_code == 200
    assert "EPYC 7302P" in page.text
    assert "Not understood" in page.text
    assert "<script>qwertz" not in page.text


def test_an_accepted_list_opens_on_the_bench(client: TestClient) -> None:
    answer = client.post("/build/import", data={"text": LIST, "accept": "1"})
    assert answer.status_code == 303
    bench = client.get(answer.headers["location"]).text
    assert "EPYC 7302P" in bench


def test_a_line_can_be_left_out_or_be_another_part(client: TestClient) -> None:
    picked = {"text": LIST, "accept": "1", "pick.1": "leave", "pick.2": "cpu/amd/epyc-7313"}
    bench = client.get(client.post("/build/import", data=picked).headers["location"]).text
    assert "EPYC 7313" in bench
    assert "3090" not in bench


def test_a_line_that_leaves_the_part_open_asks_and_keeps_the_answer(client: TestClient) -> None:
    text = "GPU: 2x RTX 3090 @ 250 W\n2x RTX 6000"
    page = client.post("/build/import", data={"text": text}).text
    assert page.count("which one?") == 2
    assert '<option value="gpu/gigabyte/rtx-3090-turbo"' in page
    assert '<option value="gpu/nvidia/quadro-rtx-6000"' in page
    picked = {"text": text, "pick.1": "gpu/gigabyte/rtx-3090-turbo", "pick.2": "gpu/nvidia/rtx-6000-ada"}
    again = client.post("/build/import", data=picked).text
    assert "which one?" not in again
    assert '<option value="gpu/gigabyte/rtx-3090-turbo" selected>' in again
    assert '<option value="gpu/nvidia/rtx-6000-ada" selected>' in again


def test_a_chosen_part_keeps_what_the_line_says_of_it() -> None:
    read = read_parts_list("GPU: 2x RTX 3090 (2-slot, 250W power limit, slot is x4 electrical)\n3x RTX 6000", catalog())
    picked = {"pick.1": "gpu/gigabyte/rtx-3090-turbo", "pick.2": "gpu/nvidia/rtx-6000-ada"}
    first, second = as_build(read, picked, catalog())["items"]
    assert first["part"] == "gpu/gigabyte/rtx-3090-turbo"
    assert (first["quantity"], first["power_limit_w"], first["facts"]) == (2, 250, {"link_lanes": 4})
    assert (second["part"], second["quantity"]) == ("gpu/nvidia/rtx-6000-ada", 3)


def test_parts_of_one_line_are_chosen_apart() -> None:
    read = read_parts_list("2x RTX 3090, EPYC 7302P", catalog())
    picked = {"pick.1": "gpu/asus/rtx-3090-turbo", "pick.1.2": "leave"}
    assert [item["part"] for item in as_build(read, picked, catalog())["items"]] == ["gpu/asus/rtx-3090-turbo"]


def test_an_empty_list_is_refused(client: TestClient) -> None:
    assert client.post("/build/import", data={"text": "  "}).status_code == 422


def test_a_picked_part_that_does_not_exist_is_refused(client: TestClient) -> None:
    answer = client.post("/build/import", data={"text": LIST, "accept": "1", "pick.2": "cpu/none/none"})
    assert answer.status_code == 422


def test_the_api_reads_the_same_list(client: TestClient) -> None:
    answer = client.post("/api/v1/import", json={"text": LIST})
    assert answer.status_code == 200
    found = answer.json()
    assert [item["line"] for item in found["items"]] == [1, 2]
    assert found["items"][0]["quantity"] == 4
    assert found["items"][1]["part"] == "cpu/amd/epyc-7302p"
    assert [line["line"] for line in found["unmatched"]] == [3]
    assert found["unmatched"][0]["alternatives"] == []
    assert "gpu/nvidia/rtx-3090-founders" in found["items"][0]["alternatives"]


def test_the_api_refuses_what_is_no_list(client: TestClient) -> None:
    bodies: tuple[object, ...] = ({}, {"text": 3}, {"text": "x", "more": 1}, [], 3)
    for body in bodies:
        answer = client.post("/api/v1/import", json=body)
        assert answer.status_code == 422, body
        assert answer.headers["content-type"] == "application/problem+json"
