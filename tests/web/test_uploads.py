"""Uploaded lists: the file's text is read as if it had been pasted, and nothing in it is ever run."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from openpyxl import Workbook
from starlette.testclient import TestClient

from app.intake.spreadsheets import MOST_UNPACKED_BYTES
from app.intake.uploads import text_of
from tests.intake import machine_texts

CSV = b"type,name,qty\nGPU,RTX 3090,4\nCPU,EPYC 7302P,1"
LIST = "GPU: 4x RTX 3090\nCPU: EPYC 7302P\n"


def book(*rows: tuple[str | int, ...]) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def archive(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return out.getvalue()


BOOK = book(("Component", "Name", "Qty"), ("GPU", "RTX 3090", 4), (), ("CPU", "EPYC 7302P", 1))


def upload(client: TestClient, content: bytes, name: str = "list.txt", **fields: str) -> tuple[int, str]:
    answer = client.post("/build/import", data=fields, files={"file": (name, content)})
    return answer.status_code, answer.text


@pytest.mark.parametrize(
    "content",
    [
        LIST.encode(),
        LIST.encode("utf-8-sig"),
        LIST.encode("utf-16"),
        BOOK,
        CSV,
    ],
    ids=["utf-8", "with a mark", "utf-16", "spreadsheet", "csv"],
)
def test_a_file_is_read_like_a_pasted_list(client: TestClient, content: bytes) -> None:
    status, page = upload(client, content, text="what was in the box before")
    assert status == 200
    assert "EPYC 7302P" in page
    assert ">NVIDIA GeForce RTX 3090<" in page
    assert "Not understood" not in page
    assert "in the box before" not in page


def test_what_a_machine_says_is_read_from_a_file(client: TestClient) -> None:
    status, page = upload(client, machine_texts.POWEREDGE_R730.encode())
    assert status == 200
    assert "Dell PowerEdge R730" in page
    assert "Xeon E5-2698 v4" in page


def test_a_form_without_a_file_is_the_list_in_it(client: TestClient) -> None:
    answer = client.post("/build/import", data={"text": LIST, "accept": "1"}, files={"file": ("", b"")})
    assert answer.status_code == 303
    assert "EPYC 7302P" in client.get(answer.headers["location"]).text


def test_our_own_json_opens_on_the_bench(client: TestClient) -> None:
    answer = client.post("/build/import", files={"file": ("b.json", b'{"items": [{"part": "cpu/amd/epyc-7302p"}]}')})
    assert answer.status_code == 303
    assert "EPYC 7302P" in client.get(answer.headers["location"]).text


def test_formulas_are_never_worked_out() -> None:
    assert "cmd" not in text_of(book(("GPU", "=cmd|' /C calc'!A0", 1), ("CPU", "EPYC 7302P", 1)))


def test_only_the_first_rows_and_columns_are_read() -> None:
    text = text_of(book(*((f"row {place}", *range(60)) for place in range(500))))
    assert len(text.splitlines()) == 400
    assert text.splitlines()[0].endswith(",38")


def members(**changed: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as made:
        return archive({entry: made.read(entry) for entry in made.namelist()} | changed)


def test_a_bomb_is_refused_before_it_is_unpacked(client: TestClient) -> None:
    bomb = members(**{"xl/worksheets/sheet1.xml": b"0" * (MOST_UNPACKED_BYTES + 1)})
    assert len(bomb) < 100_000
    status, page = upload(client, bomb, "bomb.xlsx")
    assert status == 422
    assert "20,000,000 bytes are read at most" in page


HOSTILE = {
    "binary": bytes(range(256)) * 20,
    "nul": b"GPU: RTX 3090\0",
    "latin-1": "Gehäuse: Fractal".encode("latin-1"),
    "no book": archive({"a.txt": b"x"}),
    "many files": members(**{f"x{place}": b"" for place in range(300)}),
    "entities": members(**{"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>'}),
    "no xml": members(**{"xl/workbook.xml": b"<<<"}),
    "no sheet": members(**{"xl/worksheets/sheet1.xml": b""}),
    "cut off": BOOK[: len(BOOK) // 2],
    "start alone": b"PK\x03\x04",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_list_is_refused_with_a_sentence(client: TestClient, name: str) -> None:
    status, page = upload(client, HOSTILE[name], "list.xlsx")
    assert status == 422
    assert "Traceback" not in page


def test_damaged_spreadsheets_never_break_the_page() -> None:
    chance = random.Random(11)
    for _ in range(150):
        damaged = bytearray(BOOK)
        for _ in range(chance.randrange(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            text_of(bytes(damaged))
        except ValueError as error:
            sentence = str(error)
        else:
            sentence = "Read."
        assert sentence.endswith(".")


def test_broken_forms_are_refused(client: TestClient) -> None:
    bodies = {
        "multipart/form-data": b"x",
        "multipart/form-data; boundary=a": b"--a\r\nno header",
        "multipart/form-data; boundary=b": b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n\0\r\n--b--\r\n',
        "text/plain": b"GPU: RTX 3090",
    }
    for media_type, body in bodies.items():
        answer = client.post("/build/import", content=body, headers={"Content-Type": media_type})
        assert answer.status_code in (400, 415, 422), media_type
    two = [("file", ("a", b"x")), ("file", ("b", b"y"))]
    assert client.post("/build/import", files=two).status_code == 400


def test_pages_offer_the_file_as_a_plain_form(client: TestClient) -> None:
    for page in (client.get("/").text, client.post("/build/import", data={"text": LIST}).text):
        assert 'enctype="multipart/form-data"' in page
        assert 'type="file" id="file" name="file"' in page
