"""Every problem that the app answers with, each a public page under `/problems/<slug>` (RFC 9457).

ProblemError              anything the app refuses, with its problem, a sentence and the places at fault
└── raised anywhere in app/web, turned into a page or a problem document by app/web/errors.py
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import HTTPException


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of refusal.  `explanation` and `cure` are its page."""

    slug: str
    status: int
    title: str
    explanation: str
    cure: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a request: a JSON Pointer to it and a sentence."""

    pointer: str
    message: str


class ProblemError(HTTPException):
    """A request that the app refuses.

    An HTTPException, so that FastAPI lets it through wherever it is raised.
    """

    def __init__(
        self,
        problem: Problem,
        detail: str,
        faults: tuple[Fault, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(problem.status, detail, dict(headers) if headers else None)
        self.problem = problem
        self.faults = faults

    def below(self, pointer: str) -> ProblemError:
        """The same problem of a value that lies below a pointer of the request."""
        faults = tuple(Fault(pointer + fault.pointer, fault.message) for fault in self.faults)
        return ProblemError(self.problem, str(self.detail), faults, self.headers)


def _problem(slug: str, status: int, title: str, explanation: str, cure: str) -> Problem:
    return Problem(slug, status, title, explanation, cure)


MALFORMED_BODY = _problem(
    "malformed-body",
    400,
    "The request can't be read",
    "The body isn't what its Content-Type says: JSON with a syntax error, NaN, a number too long to read, nesting "
    "deeper than any build, or text that isn't UTF-8.",
    "The detail says where reading stopped. Send valid JSON (RFC 8259) or a plain form.",
)
BAD_REQUEST = _problem(
    "bad-request",
    400,
    "The request makes no sense here",
    "Something in the address or the headers can't be used.",
    "The detail says what it was.",
)
NOT_FOUND = _problem(
    "not-found",
    404,
    "There is nothing at this address",
    "No page, part, rule or saved build has this address. Parts are never deleted: an id that once worked still does.",
    "Check the address for a missing character, or search the parts list.",
)
METHOD_NOT_ALLOWED = _problem(
    "method-not-allowed",
    405,
    "This address doesn't take that method",
    "The address exists, but not for the HTTP method that was used.",
    "The Allow header lists the methods that work.",
)
BODY_TOO_LARGE = _problem(
    "body-too-large",
    413,
    "The request is too large",
    "A request may carry one megabyte. The largest build that can be judged is far smaller.",
    "Send the build alone, without data that the checker doesn't read.",
)
UNSUPPORTED_MEDIA_TYPE = _problem(
    "unsupported-media-type",
    415,
    "The body has the wrong type",
    "The JSON API reads application/json; pages read plain forms.",
    "Send the header `Content-Type: application/json`.",
)
INVALID = _problem(
    "invalid-request",
    422,
    "Something in the request isn't valid",
    "The request could be read, but a value has the wrong type, is out of range, or has a name that nobody knows.",
    "Each entry under `errors` points at one value and says what is wrong with it.",
)
UNKNOWN_PART = _problem(
    "unknown-part",
    422,
    "The build names a part that the catalog doesn't have",
    "Every item is a part of the catalog or a custom part. An id that nobody knows is refused rather than left out: "
    "a build judged without one of its parts could seem to work.",
    "Search for the part under /parts, or describe it as a custom part.",
)
BROKEN_LINK = _problem(
    "broken-link",
    400,
    "The link is damaged",
    "A build's link carries the build and a check sum. This one doesn't add up: a character was changed or lost.",
    "Copy the whole link again. Mail programs and chats often cut long links at a line's end.",
)
NOT_OWNER = _problem(
    "not-the-owner",
    403,
    "Only its owner may change this link",
    "Whoever saves a build is given a secret, once. It is the only way to rename or withdraw the link, and nobody can "
    "look it up: the server keeps no more than a hash. Links that were saved before secrets existed have none.",
    "Type the secret as it was shown after saving. Without it, save a copy of your own.",
)
WITHDRAWN = _problem(
    "withdrawn",
    410,
    "This build was withdrawn",
    "Its owner has withdrawn the link, and what it held was erased. The address will never lead to anything else.",
    "Ask whoever gave you the link for another one. Copies that others saved have links of their own and still work.",
)
TOO_MANY_REQUESTS = _problem(
    "too-many-requests",
    429,
    "Too many requests",
    "Judging builds is work, and one client has asked for more of it than its share of a minute.",
    "Wait as many seconds as the Retry-After header says. Whoever runs the server can raise the limits.",
)
INTERNAL = _problem(
    "internal-error",
    500,
    "Something broke on our side",
    "The request was fine; the app failed to answer it. The details are in the server's log, not here.",
    "Try again. If it keeps failing, tell whoever runs this server what you did.",
)

DATABASE_UNAVAILABLE = _problem(
    "database-unavailable",
    503,
    "The database can't answer now",
    "What the app keeps its links in is locked, full or out of reach. Nothing was written, not even in part.",
    "Try again in a few seconds; the Retry-After header says how many. What you sent is still in your browser: go back "
    "or reload. If it lasts, tell whoever runs this server.",
)

PROBLEMS: Mapping[str, Problem] = {
    problem.slug: problem
    for problem in (
        MALFORMED_BODY,
        BAD_REQUEST,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        BODY_TOO_LARGE,
        UNSUPPORTED_MEDIA_TYPE,
        INVALID,
        UNKNOWN_PART,
        BROKEN_LINK,
        NOT_OWNER,
        WITHDRAWN,
        TOO_MANY_REQUESTS,
        INTERNAL,
        DATABASE_UNAVAILABLE,
    )
}

_BY_STATUS = {404: NOT_FOUND, 405: METHOD_NOT_ALLOWED, 413: BODY_TOO_LARGE, 415: UNSUPPORTED_MEDIA_TYPE, 422: INVALID}


def problem_for(status: int) -> Problem:
    """The problem that stands for a bare status code."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return BAD_REQUEST if status < 500 else INTERNAL


def not_found(what: str) -> ProblemError:
    """404 with a sentence about what was looked for."""
    return ProblemError(NOT_FOUND, what)
