"""Every small change that could be made to the code, and a draw from them with a fixed seed."""

from __future__ import annotations

import ast
import copy
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEED = "mini-colossus"

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one function; `number` says which of the file's changes it is, `id` outlives changes elsewhere."""

    id: str
    path: Path
    number: int
    function: str
    line: int
    kind: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.id} {self.path}:{self.line} {self.function}: `{self.before}` → `{self.after}`"


def draw(paths: Iterable[Path], count: int) -> list[Mutant]:
    """So many mutants by lot: those whose ids, hashed with the seed, come first.

    Code that is added or removed elsewhere leaves most of a draw as it was.
    """
    found = [mutant for path in paths for mutant in mutants_of(path)]
    return sorted(found, key=lambda one: hashlib.sha256(f"{SEED} {one.id}".encode()).digest())[:count]


def mutants_of(path: Path) -> list[Mutant]:
    """Every mutant of a file, in the order of its code.  What is worked out on import is no function and is left."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for number, (function, change) in enumerate(_changes(ast.parse(path.read_text()))):
        place = (str(path), function, change.before, change.after)
        seen[place] += 1
        told = " ".join([*place, str(seen[place])])
        found.append(
            Mutant(
                hashlib.sha256(told.encode()).hexdigest()[:8],
                path,
                number,
                function,
                change.line,
                change.kind,
                change.before,
                change.after,
            )
        )
    return found


def mutated(mutant: Mutant) -> ast.Module:
    """The mutant's whole module, changed."""
    tree = ast.parse(mutant.path.read_text())
    for number, (_, change) in enumerate(_changes(tree)):
        if number == mutant.number:
            _Replacing(change).visit(tree)
            return ast.fix_missing_locations(tree)
    raise LookupError(f"{mutant} is not in its file any more.")


@dataclass(frozen=True, slots=True)
class _Change:
    """One node of a tree, and what is put in its place."""

    kind: str
    node: ast.AST
    instead: ast.AST

    @property
    def line(self) -> int:
        return int(getattr(self.node, "lineno", 0))

    @property
    def before(self) -> str:
        return ast.unparse(self.node)

    @property
    def after(self) -> str:
        return ast.unparse(self.instead)


class _Replacing(ast.NodeTransformer):
    def __init__(self, change: _Change) -> None:
        self._change = change

    def visit(self, node: ast.AST) -> Any:
        if node is self._change.node:
            return ast.copy_location(self._change.instead, node)
        return self.generic_visit(node)


def _changes(tree: ast.Module) -> Iterator[tuple[str, _Change]]:
    """Every change to a function or method, with its qualified name."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield from _in_function(node.name, node)
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield from _in_function(f"{node.name}.{inner.name}", inner)


def _in_function(name: str, function: ast.FunctionDef) -> Iterator[tuple[str, _Change]]:
    for statement in function.body:
        for node in ast.walk(statement):
            for change in _of_node(node):
                yield name, change


def _of_node(node: ast.AST) -> Iterator[_Change]:
    match node:
        case ast.Compare(ops=operators):
            for index, operator in enumerate(operators):
                changed = [*operators[:index], COMPARISONS[type(operator)](), *operators[index + 1 :]]
                yield _Change("comparison", node, _with(node, ops=changed))
        case ast.BinOp(op=arithmetic) | ast.AugAssign(op=arithmetic) if type(arithmetic) in ARITHMETIC:
            yield _Change("arithmetic", node, _with(node, op=ARITHMETIC[type(arithmetic)]()))
        case ast.BoolOp(op=joint):
            yield _Change("boolean", node, _with(node, op=ast.Or() if isinstance(joint, ast.And) else ast.And()))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield _Change("boolean", node, operand)
        case ast.Return(value=None):
            yield _Change("return", node, ast.Pass())
        case ast.Return(value=ast.Constant(value=bool() as answer)):
            yield _Change("return", node, _with(node, value=ast.Constant(not answer)))
        case ast.Return(value=ast.Constant(value=None)):
            return  # nothing is left to take away
        case ast.Return():
            yield _Change("return", node, _with(node, value=ast.Constant(None)))


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
