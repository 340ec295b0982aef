"""The client in the docs does what they say: it is taken from the page, type-checked and run against a served app."""

import re
import subprocess
import sys
from pathlib import Path

from app.resources import resource_root
from app.settings import Settings
from tests.browser.support import running_app

LIST = "GPU: 2x RTX 3090\nCPU: EPYC 7302P\nMotherboard: ASRock Rack ROMED8-2T\nsomething that nobody sells"


def test_the_client_of_the_docs_runs(tmp_path: Path) -> None:
    page = (resource_root() / "docs" / "api-client.md").read_text()
    (program,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    file = tmp_path / "judge.py"
    file.write_text(program)
    typed = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path}", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert typed.returncode == 0, typed.stdout
    with running_app(Settings(database_url=f"sqlite:///{tmp_path}/test.sqlite3")) as site:
        ran = subprocess.run(
            [sys.executable, str(file), site], input=LIST, capture_output=True, text=True, check=False, timeout=120
        )
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[0] == "line 4 is not understood: something that nobody sells"
    assert lines[1] in ("fail", "unknown", "warn", "pass")
    assert len(lines) > 2
    assert all(re.match(r"(error|warning|info|unknown) +[a-z0-9-]+: \S", line) for line in lines[2:])
