"""A pasted list: line by line first, then the bench."""

from starlette.testclient import TestClient

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


def test_the_api_refuses_what_is_no_list(client: TestClient) -> None:
    bodies: tuple[object, ...] = ({}, {"text": 3}, {"text": "x", "more": 1}, [], 3)
    for body in bodies:
        answer = client.post("/api/v1/import", json=body)
        assert answer.status_code == 422, body
        assert answer.headers["content-type"] == "application/problem+json"
