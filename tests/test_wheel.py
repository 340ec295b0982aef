"""An installed wheel finds its templates, stylesheet, catalog and migrations just as a checkout does."""

import subprocess
import sys
import zipfile
from pathlib import Path

from app.resources import resource_root

FOLDERS = ("templates", "static", "catalog", "migrations")


def files_below(root: Path) -> set[str]:
    return {
        path.relative_to(root).as_posix()
        for folder in FOLDERS
        for path in (root / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_a_wheel_carries_every_data_file_and_finds_it(tmp_path: Path) -> None:
    checkout = resource_root()
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    subprocess.run([*build, str(tmp_path), str(checkout)], check=True, cwd=checkout)
    installed = tmp_path / "installed"
    with zipfile.ZipFile(next(tmp_path.glob("mini_colossus-*.whl"))) as wheel:
        wheel.extractall(installed)

    # -P and a foreign folder: nothing of the checkout may help.
    ask = "from app.resources import resource_root; print(resource_root())"
    answer = subprocess.run(
        [sys.executable, "-P", "-c", ask],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed)},
    )
    packed = Path(answer.stdout.strip())

    assert packed.is_relative_to(installed)
    assert files_below(packed) == files_below(checkout) != set()
