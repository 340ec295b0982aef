"""Lists and tables of forums."""

from __future__ import annotations

from app.intake.bbcode import without_bbcode
from app.intake.pasted import read_pasted
from tests.intake.partslist_support import catalog

LIST = """[b]My rig[/b]
[list]
[*]GPU: 4x RTX 3090
[*][b]CPU:[/b] [url=https://example.com/7302p]EPYC 7302P[/url]
[/list]"""
TABLE = """[table]
[tr][th]Type[/th][th]Item[/th][th]Qty[/th][/tr]
[tr][td]GPU[/td][td]RTX 3090[/td][td]4[/td][/tr]
[tr][td]CPU[/td][td]EPYC 7302P[/td][td]1[/td][/tr]
[/table]"""


def parts(text: str) -> list[tuple[str | None, int]]:
    return [(item.part, item.quantity) for item in read_pasted(text, catalog()).items]


def test_lists_and_tables() -> None:
    expected = [("gpu/nvidia/rtx-3090", 4), ("cpu/amd/epyc-7302p", 1)]
    assert parts(LIST) == expected
    assert parts(TABLE) == expected
    assert parts(TABLE.replace("\n", "")) == expected


def test_other_brackets_stay() -> None:
    for text in ("RTX 3090 [used]", "[x] GPU: RTX 3090", "[Fan](https://example.com)", "[b", "GPU [4x]"):
        assert without_bbcode(text) == text
