"""Texts that hold a whole build: our own JSON, a share link, an export that carries one."""

from __future__ import annotations

import re

from app.core.build import Build
from app.core.links import LinkError, decode
from app.intake.machine import is_machine_text
from app.web.json_body import read_json
from app.web.services import Services

# A share code behind `b=`; its checksum tells whether it is ours.
SHARE_LINK = re.compile(r"[?&]b=(1[\w-]{24,})")
SAVED_LINK = re.compile(r"^\S*/b/([a-z0-9]{6,40})$")
MOST_LINKS = 5


def whole_build(text: str, services: Services) -> Build | None:
    """The build in a text; None when it is a list to be read line by line.

    Raises ProblemError for JSON that is no build, and for a lone link that leads nowhere.
    """
    text = text.strip()
    codes = SHARE_LINK.findall(text)[:MOST_LINKS]
    for code in codes:
        if _is_ours(code):
            return services.decoded(code)
    if codes and "\n" not in text:
        return services.decoded(codes[0])
    saved = SAVED_LINK.match(text)
    if saved:
        return services.saved_build(saved[1])
    is_json = text.startswith("{") and not is_machine_text(text)
    return services.read(read_json(text.encode())) if is_json else None


def _is_ours(code: str) -> bool:
    try:
        decode(code)
    except (LinkError, RecursionError):
        return False
    return True
