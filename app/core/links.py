"""Share codes: a build's JSON mapping as a short text for an address, and back.

Version 1 is the digit `1` and base64url (no padding) of two things: canonical JSON, raw-deflated with a preset
dictionary, and the CRC-32 of the deflated bytes.  A CRC-32 finds every change of up to 32 neighbouring bits, so a code
with one changed character is always refused.  Codes live in bookmarks: version 1 must be read for ever as it is here.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from typing import Any, NoReturn

VERSION = "1"
LONGEST_CODE = 32_000
LARGEST_JSON = 1_000_000
CHECKSUM_BYTES = 4

# What builds often say, the most frequent last.  Part of version 1: a changed dictionary is another version.
_DICTIONARY = (
    b'"humidity_pct":"living_space":"psu_redundancy":"2+2""software":{"cuda":"driver":"os":"ubuntu-24.04"}'
    b'"slot_pins":[{"device":"slot":"}],"workload":"inference""nvlink-bridge/nvidia/"riser/generic/"cable/generic/'
    b'"gpu-block/"radiator/"pump/"cooling":"loop","owned":true,"note":"price_paid":"power_limit_w":250'
    b'"storage/generic/"memory/generic/"psu/corsair/"psu/generic/"chassis/supermicro/"chassis/generic/'
    b'"cpu-cooler/noctua/"motherboard/asrock-rack/"motherboard/supermicro/"motherboard/asus/"cpu/intel/"cpu/amd/epyc-'
    b'"server/"gpu/amd/"gpu/nvidia/rtx-3090"},{"custom":{"category":"facts":{"name":"'
    b'"choices":{"gpu_power_limit_w":"items":[{"id":"motherboard","part":"motherboard/"id":"cpu","part":"cpu/'
    b'"id":"memory","part":"memory/"id":"psu","part":"psu/"id":"storage","part":"storage/"id":"chassis","part":"chassis/'
    b'"site":{"circuits":[{"amps":20,"volts":120}],"region":"US","room_c":25},"title":"'
    b'{"id":"cpu-cooler","part":"cpu-cooler/","quantity":1},{"id":"gpu","part":"gpu/nvidia/","quantity":4},'
)


class LinkError(ValueError):
    """The text is no share code that can be read; the sentence says why and what to do."""


def encode(build: Mapping[str, Any]) -> str:
    """The share code of a build's JSON mapping; the same mapping gives the same code, whatever its keys' order."""
    text = json.dumps(build, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    deflater = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS, zdict=_DICTIONARY)
    packed = deflater.compress(text.encode()) + deflater.flush()
    return VERSION + base64.urlsafe_b64encode(packed + _checksum(packed)).rstrip(b"=").decode("ascii")


def decode(code: str) -> dict[str, Any]:
    """The mapping that a share code holds.  Raises LinkError for anything that `encode` didn't make."""
    if len(code) > LONGEST_CODE:
        raise LinkError(f"The link is longer than {LONGEST_CODE:,} characters; open it from where it was saved.")
    if not code.startswith(VERSION):
        raise LinkError("The link is not of a kind that this version knows; copy it again from where it was shown.")
    raw = _bytes_of(code[len(VERSION) :])
    packed = raw[:-CHECKSUM_BYTES]
    if len(raw) <= CHECKSUM_BYTES or raw[-CHECKSUM_BYTES:] != _checksum(packed):
        _refuse()
    return _mapping(_inflated(packed))


def _checksum(packed: bytes) -> bytes:
    # Little-endian, the order of zlib's reflected CRC: data and checksum are then one code word.
    return zlib.crc32(packed).to_bytes(CHECKSUM_BYTES, "little")


def _bytes_of(text: str) -> bytes:
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        _refuse()
    # The last character's spare bits must be as written: otherwise it could be changed without a trace.
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii") != text:
        _refuse()
    return raw


def _inflated(packed: bytes) -> bytes:
    inflater = zlib.decompressobj(wbits=-zlib.MAX_WBITS, zdict=_DICTIONARY)
    try:
        text = inflater.decompress(packed, LARGEST_JSON)
    except zlib.error:
        _refuse()
    if not inflater.eof or inflater.unused_data:
        _refuse()
    return text


def _mapping(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):
        _refuse()
    if not isinstance(found, dict):
        _refuse()
    return found


def _refuse(_: object = None) -> NoReturn:
    raise LinkError("The link is damaged: a character is missing or changed. Copy it again from where it was shown.")
