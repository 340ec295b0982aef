"""Fail when a locked dependency has a known vulnerability; say so, without failing, when nobody could be asked.

pip-audit asks the package index, and not every index knows about vulnerabilities; a machine may also be offline.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from app.resources import resource_root

LOCK = resource_root() / "requirements.lock"
ASK = ("-m", "pip_audit", "-r", str(LOCK), "--disable-pip", "--format=json", "--progress-spinner=off", "--timeout=10")


def judge(answer: str, complaint: str) -> tuple[bool, str]:
    """Whether to go on, and what to say: `answer` is pip-audit's JSON, or whatever it printed instead."""
    try:
        dependencies: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reason = complaint.strip().splitlines()[-1:] or ["pip-audit said nothing"]
        return True, f"The dependencies could not be audited: {reason[0]}"
    found = [f"{one['name']} {one['version']}: {fault['id']}" for one in dependencies for fault in one.get("vulns", ())]
    if found:
        return False, "Known vulnerabilities; raise these versions with `make lock`:\n" + "\n".join(found)
    skipped = sum("skip_reason" in one for one in dependencies)
    if skipped:
        return (
            True,
            f"{skipped} of {len(dependencies)} dependencies could not be audited: the index knows nothing of them.",
        )
    return True, f"No known vulnerability in {len(dependencies)} dependencies."


def main() -> int:
    """The exit code: 1 for a known vulnerability."""
    asked = subprocess.run([sys.executable, *ASK], capture_output=True, text=True, check=False)
    fine, said = judge(asked.stdout, asked.stderr)
    print(said)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
