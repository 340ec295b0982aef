"""Putting a mutant into code that is loaded already, so that nothing has to be imported anew for it."""

from __future__ import annotations

import importlib
import inspect
from functools import cached_property
from pathlib import Path
from types import CodeType, FunctionType

from scripts.mutants.drawing import Mutant, mutated


def plant(mutant: Mutant) -> None:
    """Give the mutant's function its changed code.  Whoever holds the function sees it: the function itself stays."""
    code = compile(mutated(mutant), str(mutant.path), "exec")
    found: object = importlib.import_module(_module_name(mutant.path))
    for name in mutant.function.split("."):
        code = next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == name)
        found = vars(found)[name]
    function = _function(found)
    function.__code__ = code
    if hasattr(found, "cache_clear"):
        found.cache_clear()


def _module_name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _function(found: object) -> FunctionType:
    """The plain function behind a property, a class method or a cache."""
    match found:
        case property(fget=getter):
            found = getter
        case cached_property(func=function):
            found = function
        case classmethod() | staticmethod():
            found = found.__func__
    plain = inspect.unwrap(found)  # type: ignore[arg-type]  # which takes whatever may be wrapped
    if not isinstance(plain, FunctionType):
        raise TypeError(f"{found!r} is no function.")
    return plain
