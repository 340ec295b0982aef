"""The main journey, with scripts and without: from the published list to a build that works, its bill, and its link."""

import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from .support import NewContext


class Bench:
    """The bench as a visitor uses it: they press what they see."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def row(self, name: str) -> Locator:
        """The item whose part has this name."""
        return self.page.locator(".item", has=self.page.get_by_label(f"Quantity of {name}", exact=True))

    def item(self, name: str) -> str:
        """Its id."""
        return (self.row(name).get_attribute("id") or "").removeprefix("item-")

    def press(self, selector: str) -> None:
        """Press a button and wait until the address is the next build's."""
        before = self.page.url
        self.page.locator(selector).click()
        self.page.wait_for_url(lambda url: url != before)
        self.settle()

    def settle(self) -> None:
        """Wait until the page shows the build of its address: htmx may push the address first."""
        code = parse_qs(urlsplit(self.page.url).query)["b"][0]
        expect(self.page.locator("input[name=b]").first).to_have_value(code)

    def remove(self, name: str) -> None:
        self.press(f"#remove-{self.item(name)}")
        expect(self.row(name)).to_have_count(0)

    def set_quantities(self, wanted: dict[str, str]) -> None:
        for name, quantity in wanted.items():
            self.page.get_by_label(f"Quantity of {name}", exact=True).fill(quantity)
        self.press("#apply")

    def cool_with_air(self, name: str) -> None:
        row = self.row(name)
        row.locator("summary").click()
        row.get_by_label("Cooling").select_option("stock")
        self.press("#apply")

    def choose(self, wanted: dict[str, str]) -> None:
        self.page.locator("#choices > summary").click()
        for label, text in wanted.items():
            self.page.locator("#choices").get_by_label(label, exact=False).fill(text)
        self.press("#apply")

    def replace(self, name: str, search: str, choice: str) -> None:
        self.press(f"#replace-{self.item(name)}")
        self.page.get_by_label("Search").fill(search)
        self.page.get_by_role("button", name="Search").click()
        choose = self.page.get_by_role("button", name=f"Choose {choice}", exact=True)
        choose.first.click()
        expect(self.row(choice)).to_be_visible()

    def errors(self) -> list[str]:
        """The rules that say the build can't work."""
        self.settle()
        rules: list[str] = self.page.locator("article.finding.error").evaluate_all(
            "all => all.map(it => it.dataset.rule)"
        )
        return rules

    def verdict(self) -> str:
        return self.page.locator("#verdict").inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_from_the_published_list_to_a_build_that_works(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/")
    page.get_by_role("link", name="The published mini-Colossus").click()
    bench = Bench(page)
    assert bench.verdict() == "fail"
    panel = page.get_by_label("Verdict and totals").inner_text().replace("\u202f", " ")
    for figure in ("2,263 W", "2,378 W", "claimed: 12,000 W"):
        assert figure in panel
    assert {"cpu-socket-match", "memory-generation", "psu-form-factor"} <= set(bench.errors())

    # The boards' generation: SP3 processors on both sockets, DDR4 on every channel.
    bench.replace("AMD EPYC 9654", "EPYC 7313", "AMD EPYC 7313")
    bench.replace("256 GB DDR5 3DS RDIMM", "32 DDR4-3200 RDIMM", "32 GB DDR4-3200 RDIMM")
    bench.set_quantities({"AMD EPYC 7313": "2", "32 GB DDR4-3200 RDIMM": "16"})
    # The server's own supplies at 12 V, and its own air instead of a loop below the dew point.
    bench.remove("3 kW redundant power supply, 48 V")
    for part in ("Loop pump (model not stated)", "1 L reservoir", "150 mm radiator (one fan)"):
        bench.remove(part)
    bench.remove("Radiator fan (size not stated)")
    bench.cool_with_air("NVIDIA H100 PCIe 80GB")
    bench.choose({"Coolant temperature": "", "DC bus to the GPUs": "", "PSU redundancy": "2+2"})
    assert bench.errors() == []
    assert bench.verdict() != "fail"

    page.get_by_role("link", name="Bill of materials").click()
    bill = page.get_by_role("table").inner_text()
    assert "AMD EPYC 7313" in bill
    assert "48 V" not in bill
    page.get_by_role("link", name="Back to the build").click()

    page.get_by_role("button", name="Save and share").click()
    page.wait_for_url(re.compile(r"/b/[a-z0-9]{6,}$"))
    link = page.url
    verdict = page.locator("#verdict").inner_text()

    other = new_context(java_script_enabled=scripts).new_page()
    other.goto(link)
    assert other.locator("#verdict").inner_text() == verdict
    expect(other.locator("article.finding.error")).to_have_count(0)
    expect(other.get_by_role("link", name="AMD EPYC 7313").first).to_be_visible()
    other.get_by_role("button", name="Edit a copy").click()
    other.wait_for_url(re.compile(r"/build\?.*from="))
    Bench(other).remove("NVIDIA H100 PCIe 80GB")
    page.reload()
    expect(page.get_by_role("link", name="NVIDIA H100 PCIe 80GB").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_the_published_list_is_repaired_by_pressing_buttons(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/")
    page.get_by_role("link", name="The published mini-Colossus").click()
    bench = Bench(page)
    socket = page.locator("article[data-rule='cpu-socket-match']")
    socket.get_by_role("button", name="Find fixes").click()
    expect(socket.locator(".fixes")).to_contain_text("tried")
    socket.get_by_role("button", name="Replace Supermicro AS-4124GS-TNR with").first.click()
    expect(page.locator("article.error[data-rule='cpu-socket-match']")).to_have_count(0)
    assert bench.verdict() == "fail"

    page.get_by_role("button", name="Repair what can be repaired").click()
    expect(page.get_by_role("heading", name="What changes, and why")).to_be_visible()
    assert "12 V" in page.locator(".steps").inner_text()
    page.get_by_role("button", name="Take the repaired build").click()
    expect(page.get_by_role("heading", name="Findings")).to_be_visible()
    assert bench.errors() == []
    assert bench.verdict() != "fail"
    page.go_back()
    expect(page.get_by_role("heading", name="What changes, and why")).to_be_visible()


def test_back_leads_to_the_build_before(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="The published mini-Colossus").click()
    first = page.url
    Bench(page).remove("1 L reservoir")
    second = page.url
    page.go_back()
    page.wait_for_url(first)
    expect(page.locator(".slots").get_by_role("link", name="1 L reservoir")).to_be_visible()
    page.wait_for_load_state()  # Back loads the page anew, and only with its script does Forward show the other build
    page.go_forward()
    page.wait_for_url(second)
    expect(page.locator(".slots").get_by_role("link", name="1 L reservoir")).to_have_count(0)


def test_an_edit_is_announced_and_keeps_the_focus(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="The published mini-Colossus").click()
    page.locator("#apply").focus()
    before = page.url
    page.get_by_label("Quantity of AMD EPYC 9654").fill("2")
    page.locator("#apply").press("Enter")
    page.wait_for_url(lambda url: url != before)
    expect(page.get_by_role("status")).to_contain_text("Verdict: fail.")
    expect(page.locator("#apply")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_refused_form_keeps_what_was_typed(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/")
    page.get_by_role("link", name="The published mini-Colossus").click()
    page.get_by_label("Quantity of AMD EPYC 9654").fill("-2")
    page.locator("#apply").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed.")
    expect(page.get_by_label("Quantity of AMD EPYC 9654")).to_have_value("-2")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_stating_a_fact_answers_its_unknown(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/")
    page.get_by_role("link", name="The published mini-Colossus").click()
    unknown = page.locator("article[data-rule='mmio-window']")
    unknown.get_by_label("64-bit MMIO window").fill("4096")
    unknown.get_by_role("button", name="State it").click()
    expect(page.locator("article.unknown[data-rule='mmio-window']")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_pasted_list_opens_on_the_bench(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/")
    page.get_by_label("One part a line").fill("GPU: 4x RTX 3090\nCPU: EPYC 7302P\nMotherboard: ASRock Rack ROMED8-2T")
    page.get_by_role("button", name="Read the list").click()
    page.get_by_role("button", name="Open on the bench").click()
    expect(page.get_by_label("Quantity of", exact=False).first).to_have_value("4")
    expect(page.locator("#verdict")).to_be_visible()


def test_a_late_search_does_not_take_the_page_back(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("/")
    page.get_by_role("link", name="The published mini-Colossus").click()
    bench = Bench(page)
    bench.press(f"#replace-{bench.item('AMD EPYC 9654')}")
    slow: list[str] = []

    def hold(route: Route) -> None:
        slow.append(route.request.url)
        time.sleep(1)
        route.continue_()

    choice = page.get_by_role("button", name=re.compile("^Choose AMD EPYC"))
    expect(choice.first).to_be_visible()
    page.route(lambda url: "q=epyc" in url, hold)
    with page.expect_request(lambda request: "q=epyc" in request.url):
        page.get_by_label("Search").fill("epyc")
    choice.first.click()
    expect(page.locator("#bench")).to_be_visible()
    page.wait_for_timeout(1500)
    expect(page.locator("#bench")).to_be_visible()
    assert slow


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_first_timer_is_guided_to_a_build_that_passes(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/")
    page.get_by_role("link", name="First rig?").click()

    bench = Bench(page)

    def press(button: Locator) -> None:
        before = page.url
        button.click()
        page.wait_for_url(lambda url: url != before)
        bench.settle()

    def go_on() -> None:
        press(page.get_by_role("button", name="Next:"))

    def choose(search: str, name: str, quantity: str = "1") -> None:
        page.get_by_label("Looking for another?").fill(search)
        page.get_by_role("button", name="Search").click()
        press(page.get_by_role("button", name=f"Choose {name}", exact=True))
        count = page.get_by_label(f"Quantity of {name}", exact=True)
        if quantity != "1":
            count.fill(quantity)
            press(page.get_by_role("button", name="Apply changes").last)
        expect(count).to_have_value(quantity)

    page.get_by_label("Work").select_option("training")
    go_on()
    press(page.get_by_role("button", name="US 240 V, 20 A"))
    expect(page.get_by_label("Volts").first).to_have_value("240")
    page.get_by_label("Volts").nth(1).fill("240")
    page.get_by_label("Breaker").nth(1).fill("20")
    page.get_by_label("Room temperature").fill("22")
    go_on()
    go_on()  # owns nothing yet
    choose("A5000", "NVIDIA RTX A5000 24GB", "8")
    page.locator("summary", has_text="Power limit").click()
    page.get_by_label("Power limit").first.fill("225")
    go_on()
    page.get_by_role("link", name="Server or whole machine").click()
    choose("4124", "Supermicro AS-4124GS-TNR")
    page.get_by_role("link", name="Processor", exact=True).click()
    choose("7313", "AMD EPYC 7313", "2")
    go_on()
    choose("HMAA4GR7AJR8N", "SK Hynix HMAA4GR7AJR8N-XN 32 GB DDR4-3200 RDIMM", "16")
    page.get_by_role("link", name=re.compile("Storage and network")).click()
    choose("pm9a3 3.84 u.2", "Samsung PM9A3 3.84TB U.2", "2")
    page.get_by_role("link", name=re.compile("Review")).click()
    expect(page.locator(".said li.error")).to_have_count(0)
    expect(page.locator("#verdict")).to_have_text(re.compile("pass|warn"))
    expect(page.get_by_text("Not chosen yet")).to_have_count(0)
    page.get_by_role("button", name="Save and share").click()
    page.wait_for_url(re.compile(r"/b/[a-z0-9]{6,}$"))
    expect(page.locator("article.finding.error")).to_have_count(0)
