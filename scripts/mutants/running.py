"""Judging mutants: each in a forked process that has everything loaded, by its own tests first, then by the others."""

from __future__ import annotations

import io
import os
import re
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from app.core.rules import all_rules
from scripts.mutants.drawing import Mutant
from scripts.mutants.planting import plant
from tests.reference.machines import catalog, template
from tests.rules.harness import words_only

# After the tests of the file itself.  Tests that judge hundreds of builds for what they have in common are left out:
# they would find little more, and every survivor would take four times as long.
PLACEMENT = ("tests/core",)
OTHERS = ("tests/rules", "tests/eval", "tests/fitness/test_forgetting_never_comforts.py", "tests/reference")
LEFT_OUT = (
    "tests/core/test_engine.py",
    "tests/core/test_links.py",
    "tests/reference/test_pictures.py",
    "tests/reference/test_repair.py",
)
_SKIPPED = tuple(f"--ignore={path}" for path in LEFT_OUT)
CPU_LIMIT_S = 60  # several times what all the tests take: beyond it a mutant hangs
MEMORY_LIMIT_BYTES = 6_000_000_000
KILLED, SURVIVED, BROKEN = 10, 11, 12


def load() -> None:
    """Everything that the tests would load again and again.  They must pass as long as nothing is changed."""
    catalog()
    template("build-a")
    words_only()
    all_rules()
    _run(["--collect-only", *PLACEMENT, *OTHERS])
    if _exit_code(lambda: KILLED if _fail([*PLACEMENT, *OTHERS]) else SURVIVED) != SURVIVED:
        raise SystemExit("Tests fail without any change: mend them first, or every mutant would seem to be killed.")


def outcome_of(mutant: Mutant) -> str:
    """`killed`, `killed by a limit`, or `survived`."""
    status = _exit_code(lambda: _judge(mutant))
    if status == BROKEN:
        raise SystemExit(f"{mutant} could not be planted.")
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        return "killed by a limit"
    return "survived" if status == SURVIVED else "killed"


def _exit_code(work: Callable[[], int]) -> int:
    """What the work answers in a forked process, or that it was killed; negative when a signal ended it."""
    child = os.fork()
    if not child:
        code = KILLED
        try:
            code = work()
        finally:
            os._exit(code)  # whatever happened, the child must not go on as its parent
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _judge(mutant: Mutant) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT_S, CPU_LIMIT_S + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
    try:
        plant(mutant)
    except Exception as error:  # noqa: BLE001  the parent stops with it, whatever it is
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return BROKEN
    own = [str(path) for path in own_tests(mutant.path)]
    others = [*PLACEMENT, *OTHERS] if mutant.path.parent.name == "placement" else OTHERS
    return KILLED if _fail(own) or _fail(others) else SURVIVED


def _fail(tests: Sequence[str]) -> bool:
    return bool(tests) and _run(tests) != pytest.ExitCode.OK


def _run(arguments: Sequence[str]) -> int:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return pytest.main(["-q", "-x", "-p", "no:cacheprovider", "--tb=no", *_SKIPPED, *arguments])


def own_tests(path: Path) -> list[Path]:
    """The tests that bear the file's name, else those of the files that import it."""
    named = _named_after(path)
    if named:
        return named
    imports = re.compile(rf"from app\.core\.(?:rules|placement)\.{path.stem} import")
    users = (file for file in sorted(path.parent.glob("*.py")) if imports.search(file.read_text()))
    return list(dict.fromkeys(test for user in users for test in _named_after(user)))


def _named_after(path: Path) -> list[Path]:
    return [test for folder in ("rules", "core") if (test := Path(f"tests/{folder}/test_{path.stem}.py")).exists()]


def sources(folders: Iterable[str]) -> list[Path]:
    """The files whose mutants are drawn; those that only hold example builds are no logic of ours."""
    return [path for folder in folders for path in sorted(Path(folder).glob("*.py")) if "_example" not in path.name]
