"""Codes that name builds and drafts: unguessable, and easy to read aloud."""

from __future__ import annotations

import secrets

# No letters that are taken for another, and no vowels but a few: codes spell no words.  No “1”: share codes begin so.
ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"


def new_code(length: int) -> str:
    """A random code; each letter is worth 4.8 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
