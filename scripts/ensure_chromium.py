"""Print the path of a Chromium for the browser tests; install Debian's when root, or say what to install."""

import os
import shutil
import subprocess
import sys

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-core")  # the fonts hold the signs that the pages use
ADVICE = (
    "The browser tests need a Chromium: install Debian's packages `chromium` and `fonts-noto-core`, "
    "or set MINICOLOSSUS_CHROMIUM to the path of a Chromium or Chrome."
)


def find_chromium() -> str | None:
    """The Chromium that MINICOLOSSUS_CHROMIUM names, else the first one on PATH."""
    named = os.environ.get("MINICOLOSSUS_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for path in map(shutil.which, CANDIDATES) if path), None)


def install_chromium() -> None:
    """Install with apt-get, whose words go to stderr: stdout is for the path."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
        # A failed update may still leave a usable list of packages; the search afterwards tells whether all is well.
        subprocess.run(["apt-get", "-qq", *command], check=False, stdout=sys.stderr, env=quiet)


def main() -> None:
    """Find or install; never continue without a browser."""
    named = os.environ.get("MINICOLOSSUS_CHROMIUM")
    path = find_chromium()
    if named and not path:
        sys.exit(f"MINICOLOSSUS_CHROMIUM names {named!r}, which is no program: name another one or unset it.")
    if not path and os.geteuid() == 0 and shutil.which("apt-get"):
        install_chromium()
        path = find_chromium()
    if not path:
        sys.exit(ADVICE)
    print(path)


if __name__ == "__main__":
    main()
