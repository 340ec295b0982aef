"""The bill of materials: lines, price ranges, totals that own up to what they leave out."""

import csv
import io
from types import MappingProxyType
from typing import Any

from app.core.build import Build, CustomPart, Item
from app.core.parts import Catalog, Part, Price, Provided
from app.core.report import Report, Verdict
from app.core.vocabulary import Category, Vocabulary
from app.export.bom import Bill, bill_of
from app.export.bom_csv import bill_as_csv
from app.export.bom_json import bill_as_dict
from app.export.bom_markdown import bill_as_markdown


def category(name: str, order: int) -> Category:
    return Category(name, name, name, order, needed=False, facts={})


CARD = Part(
    "gpu/x/card",
    "gpu",
    "Card",
    maker="X",
    part_numbers=("100-1", "100-2"),
    prices=(
        Price(700, "USD", "new", "2026-03-01", "shop A"),
        Price(900, "USD", "new", "2026-05-01", "shop B"),
        Price(400, "USD", "used", "2026-05-02", "auction"),
    ),
)
OLD_CARD = Part("gpu/x/old", "gpu", "Old card", status="discontinued", prices=CARD.prices)
EURO_BOARD = Part("motherboard/x/b", "motherboard", "Board", prices=(Price(500, "EUR", "new", "2026-01-01", "shop"),))
UNPRICED = Part("psu/x/p", "psu", "Supply")
SERVER = Part("server/x/s", "server", "Server", provides=(Provided("psu", 4, part="psu/x/p"),))
VOCABULARY = Vocabulary(
    {name: category(name, n) for n, name in enumerate(["server", "gpu", "motherboard", "psu", "cable"])}
)
PARTS = {part.id: part for part in (CARD, OLD_CARD, EURO_BOARD, UNPRICED, SERVER)}
CATALOG = Catalog(MappingProxyType(PARTS), VOCABULARY)


def bill(*items: Item, placement: dict[str, Any] | None = None, title: str = "Rig") -> Bill:
    report = Report(Verdict.PASS, True, (), (), (), (), {}, placement or {}, "test")
    return bill_of(Build(items, title=title), report, CATALOG)


def test_a_line_has_the_range_of_what_was_seen() -> None:
    line = bill(Item("g", 4, "gpu/x/card")).lines[0]
    assert line.price is not None
    assert (line.price.low, line.price.high, line.price.condition) == (700, 900, "new")
    assert line.price.dated == "2026-03-01 to 2026-05-01"
    assert line.price.sources == ("shop A", "shop B")
    assert (line.low, line.high) == (2800, 3600)
    assert line.part_numbers == ("100-1", "100-2")


def test_what_is_no_longer_made_is_priced_used() -> None:
    line = bill(Item("g", 1, "gpu/x/old")).lines[0]
    assert line.price is not None
    assert line.price.condition == "used"


def test_totals_add_up_by_currency_and_name_what_they_leave_out() -> None:
    found = bill(Item("g", 2, "gpu/x/card"), Item("b", 1, "motherboard/x/b"), Item("p", 1, "psu/x/p"))
    assert [(total.currency, total.low, total.high, total.lines) for total in found.totals] == [
        ("EUR", 500, 500, 1),
        ("USD", 1400, 1800, 1),
    ]
    assert found.unpriced == 1


def test_owned_and_paid_lines_are_not_bought_again() -> None:
    found = bill(
        Item("g", 2, "gpu/x/card", owned=True), Item("p", 2, "psu/x/p", price_paid=0), Item("c", 1, "gpu/x/old")
    )
    assert [line.name for line in found.to_buy] == ["Old card"]
    assert found.unpriced == 0
    assert found.paid == 0


def test_a_build_that_paid_nothing_says_nothing_of_it() -> None:
    assert bill(Item("g", 1, "gpu/x/card")).paid is None


def test_what_the_placement_needs_is_on_the_bill() -> None:
    placement = {"needed": [{"name": "2 × 8-pin to 16-pin", "quantity": 3, "reason": "for gpus#1"}]}
    line = bill(Item("g", 3, "gpu/x/card"), placement=placement).lines[-1]
    assert (line.kind, line.quantity, line.name, line.note) == ("needed", 3, "2 × 8-pin to 16-pin", "for gpus#1")


def test_a_bundle_says_what_it_includes() -> None:
    assert bill(Item("s", 1, "server/x/s")).lines[0].note == "includes 4 × Supply"


def test_lines_come_in_the_order_of_categories() -> None:
    items = (Item("p", 1, "psu/x/p"), Item("g", 1, "gpu/x/card"), Item("s", 1, "server/x/s"))
    assert [line.name for line in bill(*items).lines] == ["Server", "Card", "Supply"]


DANGEROUS = '=HYPERLINK("http://evil")'


def test_no_cell_of_the_csv_is_a_formula() -> None:
    names = (DANGEROUS, "+1", "-1", "@sum", "\t=1", " =1")
    items = [Item(f"i{n}", 1, custom=CustomPart("psu", name), note=name) for n, name in enumerate(names)]
    rows = list(csv.reader(io.StringIO(bill_as_csv(bill(*items)))))
    cells = [cell for row in rows[1:] for cell in row]
    assert f"'{DANGEROUS}" in cells
    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t")) for cell in cells)


def test_the_csv_reads_back_with_its_totals() -> None:
    rows = list(csv.reader(io.StringIO(bill_as_csv(bill(Item("g", 4, "gpu/x/card"), Item("p", 1, "psu/x/p"))))))
    assert all(len(row) == len(rows[0]) for row in rows[:3])
    card = dict(zip(rows[0], rows[1], strict=True))
    assert (card["quantity"], card["line price low"], card["currency"], card["condition"]) == (
        "4",
        "2800",
        "USD",
        "new",
    )
    assert rows[-1] == ["", "lines without a price: 1"]
    total = dict(zip(rows[0], rows[3], strict=False))
    assert (total["line price low"], total["line price high"], total["currency"]) == ("2800", "3600", "USD")


def test_markdown_can_not_be_broken_out_of() -> None:
    text = bill_as_markdown(bill(Item("i", 1, custom=CustomPart("psu", "a | b\n# c <script>")), title="x\n# y"))
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len(table) == 3
    assert r"a \| b \# c \<script\>" in table[2]
    assert text.startswith("# x \\# y\n")


def test_json_says_what_is_to_buy() -> None:
    found = bill_as_dict(bill(Item("g", 2, "gpu/x/card"), Item("p", 1, "psu/x/p", owned=True)))
    assert [line["to_buy"] for line in found["lines"]] == [True, False]
    assert found["lines_without_price"] == 0
