"""Make the virtual environment from the hashed lock: `python3 scripts/make_environment.py .venv`.

This runs before anything is installed, perhaps with a Python that is too old for the project, so it uses the standard
library alone and no syntax newer than Python 3.6. Whatever is missing is told in one sentence.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)


def check_python() -> None:
    """Stop with a sentence when this Python cannot run the project."""
    if sys.version_info < OLDEST:
        sys.exit(
            "mini-Colossus needs Python 3.11 or newer and {} is {}.{}: install a newer one, "
            "or name it with `make PYTHON=/path/to/python3.11 …`.".format(sys.executable, *sys.version_info[:2])
        )


def check_venv_support() -> None:
    """Debian keeps the part of `venv` that brings pip in a package of its own."""
    if importlib.util.find_spec("ensurepip"):
        return
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        if subprocess.run(["apt-get", "install", "-y", "-qq", package], check=False).returncode == 0:
            return
    sys.exit(f"Python's venv module has no pip here: install the system package {package} and try again.")


def main() -> None:
    """Create the environment if it is missing, then install exactly what the lock names."""
    check_python()
    environment = Path(sys.argv[1])
    python = environment / "bin" / "python"
    if not python.exists():
        check_venv_support()
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    install = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    lock = ["--require-hashes", "--no-deps", "-r", "requirements.lock"]
    if subprocess.run(install + lock, check=False).returncode:
        sys.exit("The packages of requirements.lock could not be installed: pip's message above says why.")


if __name__ == "__main__":
    main()
