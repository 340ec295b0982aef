import base64
import json
import string
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import links
from app.core.links import LinkError, decode, encode

BUILD = {
    "items": [
        {"id": "gpu", "part": "gpu/nvidia/rtx-3090", "quantity": 4, "power_limit_w": 280},
        {"id": "psu", "custom": {"category": "psu", "name": "Netzteil «alt», 1,1 kW", "facts": {"length_mm": 180}}},
    ],
    "site": {"circuits": [{"volts": 120, "amps": 15}]},
}
ALPHABET = string.ascii_letters + string.digits + "-_"

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def packed_code(text: bytes) -> str:
    """A code with a right checksum for any text, as somebody with ill intent would make it."""
    deflater = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS, zdict=links._DICTIONARY)
    packed = deflater.compress(text) + deflater.flush()
    raw = packed + zlib.crc32(packed).to_bytes(4, "little")
    return "1" + base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@given(st.dictionaries(st.text(), plain, max_size=5))
def test_what_goes_in_comes_out(mapping: dict[str, object]) -> None:
    assert decode(encode(mapping)) == mapping


def test_the_order_of_keys_does_not_matter() -> None:
    assert encode({"a": 1, "b": 2}) == encode({"b": 2, "a": 1})


BOOKMARKS = json.loads((Path(__file__).parent / "share_codes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("bookmark", BOOKMARKS, ids=lambda bookmark: bookmark["code"][:12])
def test_codes_of_every_version_stay_readable(bookmark: dict[str, Any]) -> None:
    """Codes from bookmarks, which nobody may change.  If this fails, make a new version and leave the old as it was."""
    assert decode(bookmark["code"]) == bookmark["build"]


def test_every_version_has_its_bookmarks() -> None:
    assert {bookmark["code"][0] for bookmark in BOOKMARKS} == {links.VERSION}


def test_every_changed_character_is_noticed() -> None:
    code = encode(BUILD)
    for place in range(len(code)):
        for letter in ALPHABET:
            if letter != code[place]:
                with pytest.raises(LinkError):
                    decode(code[:place] + letter + code[place + 1 :])


def test_every_cut_is_noticed() -> None:
    code = encode(BUILD)
    for length in range(len(code)):
        with pytest.raises(LinkError):
            decode(code[:length])


@settings(max_examples=300)
@given(st.text(max_size=200) | st.text(ALPHABET, max_size=200).map(lambda text: "1" + text))
def test_any_other_text_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(LinkError, match=r"^The link .+\.$"):
        decode(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"[" * 500_000, id="deeply nested"),
        pytest.param(b'{"a":"' + b"x" * 30_000_000 + b'"}', id="a zip bomb"),
        pytest.param(b"[]", id="no mapping"),
        pytest.param(b'{"a":NaN}', id="not a number"),
        pytest.param(b'{"a":' + b"9" * 10_000 + b"}", id="a number without end"),
        pytest.param(b'{"a":"\xff"}', id="not UTF-8"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_a_well_summed_code_with_a_bad_content_is_refused(text: bytes) -> None:
    with pytest.raises(LinkError):
        decode(packed_code(text))


def test_another_version_is_named_as_such() -> None:
    with pytest.raises(LinkError, match="not of a kind"):
        decode("2" + encode(BUILD)[1:])


def test_a_long_code_is_refused_before_it_is_read() -> None:
    with pytest.raises(LinkError, match="longer than"):
        decode("1" + "A" * 40_000)


def test_a_build_of_ten_items_stays_far_below_the_limit_of_an_address() -> None:
    items = [{"id": f"gpu-{n}", "part": f"gpu/nvidia/rtx-30{n}0", "quantity": n} for n in range(1, 11)]
    assert len(encode({"items": items})) < 400
    assert len(json.dumps(BUILD)) > len(encode(BUILD))
