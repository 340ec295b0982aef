"""The catalog's files become the core's `Catalog`, or a `CatalogError` that lists every fault in every file."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from app.core.parts import Catalog, Condition, Facts, KnownIssue, Part, Price, Provided, Source
from app.core.vocabulary import Vocabulary
from app.intake.catalog_files import content_hash, part_files, shared_files
from app.intake.consistency import board_faults, bundle_faults, issue_faults, moved_ids, name_faults, reference_faults
from app.intake.models import FILE_KEYS, ID_PATTERN, KnownIssueFile, PartFile, PriceFile, ProvidedFile, SharedFile
from app.intake.problems import CatalogError, Fault, Problem, dotted, faults_of, suggestion
from app.intake.toml_files import read_toml
from app.intake.vocabulary import load_vocabulary
from app.intake.vouching import Grounded, Note, ground, lent_sources, source_of

M = TypeVar("M", bound=BaseModel)


def load_catalog(root: Path) -> Catalog:
    """The catalog at `root`, as one immutable snapshot.  Raises CatalogError with every fault."""
    reading = _Reading(root, load_vocabulary(root))
    reading.read_shared()
    for part_id, path in part_files(root):
        reading.read_part(part_id, path)
    return reading.finish()


class _Reading:
    """What has been read of a catalog so far, with all its faults."""

    def __init__(self, root: Path, vocabulary: Vocabulary) -> None:
        self.root = root
        self.vocabulary = vocabulary
        self.shared: dict[str, SharedFile] = {}
        self.used: set[str] = set()
        self.parts: dict[str, Part] = {}
        self.formerly: dict[str, list[str]] = {}
        self.problems: list[Problem] = []

    def read_shared(self) -> None:
        """Read all files of shared facts; their facts are checked with the parts that share them."""
        for name, path in shared_files(self.root):
            if (written := self._read(SharedFile, path)) is not None:
                self.shared[name] = written

    def read_part(self, part_id: str, path: Path) -> None:
        """Read one part; whatever is wrong with it is noted, and the part left out."""
        note = self._noting(f"{part_id}.toml")
        category = part_id.partition("/")[0]
        if not self._is_well_named(part_id, category, note):
            return
        written = self._read(PartFile, path)
        if written is not None:
            self.parts[part_id] = self._part(part_id, category, written, note)
            self.formerly[part_id] = written.formerly

    def finish(self) -> Catalog:
        """The catalog, once the parts have been held against each other."""
        moved, taken = moved_ids(self.formerly, self.parts)
        catalog = Catalog(
            MappingProxyType(self.parts), self.vocabulary, MappingProxyType(moved), content_hash(self.root)
        )
        for faults in (taken, name_faults(self.parts)):
            for part_id, fault in faults.items():
                self._noting(f"{part_id}.toml")(fault)
        known = {
            *self.parts,
            *(given.inner.id for part in self.parts.values() for given in part.provides if given.inner),
        }
        for part in self.parts.values():
            for fault in (*bundle_faults(part, catalog), *reference_faults(part, known)):
                self._noting(f"{part.id}.toml")(fault)
        for name in self.shared.keys() - self.used:
            self._noting(f"shared/{name}.toml")(
                Fault((), "is shared by no part.", "Name it in `shares`, or remove it.")
            )
        if self.problems:
            raise CatalogError(sorted(set(self.problems), key=lambda problem: (problem.file, problem.key)))
        return catalog

    def _noting(self, file: str, *at: str | int) -> Note:
        """Notes faults of a value that stands at `at` in a file."""

        def note(fault: Fault) -> None:
            self.problems.append(Problem(file, dotted((*at, *fault.path)), fault.what, fault.cure))

        return note

    def _read(self, model: type[M], path: Path) -> M | None:
        raw = read_toml(path, self.root, self.problems)
        if raw is None:
            return None
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            note = self._noting(path.relative_to(self.root).as_posix())
            for fault in faults_of(error, FILE_KEYS):
                note(fault)
            return None

    def _is_well_named(self, part_id: str, category: str, note: Note) -> bool:
        if category not in self.vocabulary.categories:
            near = suggestion(category, self.vocabulary.categories, "Move it.")
            note(Fault((), f"lies in “{category}”, which is not a category.", near))
            return False
        if not re.fullmatch(ID_PATTERN, part_id):
            note(Fault((), "has a name that can't be an id.", "Use small letters, digits and hyphens."))
            return False
        return True

    def _part(self, part_id: str, category: str, written: PartFile, note: Note) -> Part:
        under = self._shared_facts(category, written, note)
        foreign = {f"{inner.category}.{fact}" for inner in written.provides for fact in inner.facts}
        grounded = ground(self.vocabulary, category, written, note, under, foreign=foreign)
        for fault in board_faults(grounded.facts):
            note(fault)
        return Part(
            id=part_id,
            category=category,
            name=written.name,
            maker=written.maker,
            status=written.status,
            generic=written.generic,
            part_numbers=tuple(written.part_numbers),
            aliases=tuple(written.aliases),
            facts=grounded.facts,
            sources=MappingProxyType(dict(grounded.sources)),
            unknown=frozenset(written.unknown),
            unknowable=MappingProxyType(dict(written.unknowable)),
            prices=tuple(_price(price) for price in written.prices),
            known_issues=self._issues(category, written, note) + self._shared_issues(category, written),
            provides=self._provides(part_id, written),
            note=written.note,
        )

    def _shared_facts(self, category: str, written: PartFile, note: Note) -> Grounded:
        facts: dict[str, object] = {}
        sources: dict[str, Source] = {}
        for index, name in enumerate(written.shares):
            shared = self.shared.get(name)
            if shared is None:
                near = suggestion(name, self.shared)
                note(Fault(("shares", index), f"names “{name}”: there is no shared/{name}.toml to read.", near))
                continue
            self.used.add(name)
            grounded = ground(self.vocabulary, category, shared, self._noting(f"shared/{name}.toml"))
            for fact in grounded.facts.keys() & facts.keys():
                note(
                    Fault(("shares", index), f"states {fact} as another of the shared files does.", "Keep one of them.")
                )
            facts |= grounded.facts
            sources |= grounded.sources
        return Grounded(Facts(facts), sources)  # type: ignore[arg-type]

    def _shared_issues(self, category: str, written: PartFile) -> tuple[KnownIssue, ...]:
        shared = {name: self.shared[name] for name in written.shares if name in self.shared}
        return tuple(
            issue
            for name, file in shared.items()
            for issue in self._issues(category, file, self._noting(f"shared/{name}.toml"))
        )

    def _issues(self, category: str, written: PartFile | SharedFile, note: Note) -> tuple[KnownIssue, ...]:
        for index, issue in enumerate(written.known_issues):
            for fault in issue_faults(self.vocabulary, category, issue):
                note(Fault(("known_issues", index, *fault.path), fault.what, fault.cure))
        return tuple(_issue(issue) for issue in written.known_issues)

    def _provides(self, bundle_id: str, written: PartFile) -> tuple[Provided, ...]:
        found = []
        counts: Counter[str] = Counter()
        for index, inner in enumerate(written.provides):
            note = self._noting(f"{bundle_id}.toml", "provides", index)
            if inner.category not in self.vocabulary.categories:
                near = suggestion(inner.category, self.vocabulary.categories)
                note(Fault(("category",), f"is “{inner.category}”, which is not a category.", near))
            elif inner.part is not None:
                found.append(Provided(inner.category, inner.quantity, part=inner.part))
            else:
                counts[inner.category] += 1
                inner_id = f"{bundle_id}#{inner.category}"
                if counts[inner.category] > 1:
                    inner_id += f"-{counts[inner.category]}"
                part = self._inner_part(inner_id, written, inner, note)
                found.append(Provided(inner.category, inner.quantity, inner=part))
        return tuple(found)

    def _inner_part(self, inner_id: str, bundle: PartFile, written: ProvidedFile, note: Note) -> Part:
        lent = {
            name: source for name, source in lent_sources(bundle, written.category).items() if name in written.facts
        }
        grounded = ground(self.vocabulary, written.category, written, note, lent=lent)
        for fault in board_faults(grounded.facts):
            note(fault)
        return Part(
            id=inner_id,
            category=written.category,
            name=written.name or bundle.name,
            maker=bundle.maker,
            status=bundle.status,
            generic=bundle.generic,
            facts=grounded.facts,
            sources=MappingProxyType(dict(grounded.sources)),
            unknown=frozenset(written.unknown),
            unknowable=MappingProxyType(dict(written.unknowable)),
        )


def _price(written: PriceFile) -> Price:
    return Price(written.amount, written.currency, written.condition, written.date.isoformat(), written.source)


def _issue(written: KnownIssueFile) -> KnownIssue:
    when = tuple(
        Condition(condition.category, condition.fact, condition.test, tuple(condition.values))
        for condition in written.when
    )
    sources = tuple(source_of(citation) for citation in written.sources)
    return KnownIssue(written.area, written.severity, written.text, when, sources)
