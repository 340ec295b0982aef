"""Where the project's data folders are.

A checkout has `templates`, `static`, `catalog` and `migrations` at its top; a wheel carries the same four inside the
package. Whoever opens one of them asks here, so that both ways of installing work.
"""

from pathlib import Path


def resource_root() -> Path:
    """The folder that holds `templates`, `static`, `catalog` and `migrations`."""
    package = Path(__file__).resolve().parent
    packed = package / "_data"
    return packed if packed.is_dir() else package.parent
