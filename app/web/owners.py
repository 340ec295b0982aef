"""The owner's secret on its way: given once, in a cookie of the saved page alone, never in an address."""

from __future__ import annotations

from fastapi import Request, Response

from app.store import Receipt

COOKIE = "owner_secret"
SHOWN_FOR_S = 600


def hand_over(request: Request, response: Response, receipt: Receipt) -> None:
    """Let the saved page show the secret for some minutes, in this browser."""
    response.set_cookie(
        COOKIE,
        receipt.owner_secret,
        max_age=SHOWN_FOR_S,
        path=f"/b/{receipt.saved.id}",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def handed_over(request: Request) -> str:
    """The secret that the page may show, "" when it was saved elsewhere or long ago."""
    return request.cookies.get(COOKIE, "")[:100]
