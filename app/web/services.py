"""What pages and API share: the catalog snapshot, the judge, the store, and how a build gets into an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.core.build import Build
from app.core.links import LinkError, decode, encode
from app.core.parts import Catalog
from app.core.rules import Rule, all_rules
from app.export.snapshot import part_names, snapshot_of
from app.intake.builds import LONGEST_NAME, BuildError, from_build, pointer, read_build
from app.intake.kept_builds import NO_NAMES, read_kept_build
from app.intake.problems import Fault as IntakeFault
from app.intake.templates import Template
from app.store import NotOwnerError, Receipt, SavedBuild, Store, UnknownParentError
from app.web.census import Census
from app.web.held import Held
from app.web.judging import Judge
from app.web.mending import Mender
from app.web.problems import BROKEN_LINK, INVALID, NOT_OWNER, UNKNOWN_PART, WITHDRAWN, Fault, ProblemError, not_found
from app.web.spelling import Speller

LONGEST_CODE_IN_ADDRESS = 4000


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a request needs, the same from its start to its end."""

    catalog: Catalog
    templates: tuple[Template, ...]
    rules: tuple[Rule, ...]
    store: Store
    judge: Judge
    mender: Mender
    census: Census
    speller: Speller
    base_url: str | None = None

    @classmethod
    def over(cls, store: Store, base_url: str | None = None) -> Services:
        """The services of one store and its catalog."""
        catalog = store.catalog
        judge = Judge(catalog)
        mender = Mender(catalog, judge)
        rules = all_rules()
        census = Census(catalog, rules)
        return cls(catalog, store.templates, rules, store, judge, mender, census, Speller(catalog), base_url)

    def saved(self, code: str) -> SavedBuild:
        """The saved build of that code.  Raises ProblemError when there is none, or when it was withdrawn."""
        found = self.store.load_build(code)
        if found is None:
            raise not_found(f"No build was saved as “{code[:40]}”.")
        if found.withdrawn_at is not None:
            day = found.withdrawn_at.date().isoformat()
            raise ProblemError(WITHDRAWN, f"The build at this link was withdrawn by its owner on {day}.")
        return found

    def build_of(self, saved: SavedBuild) -> Build:
        """What a saved build holds, under its present title, whatever the catalog has become."""
        return self._kept({**saved.body, "title": saved.title}, part_names(saved.judged.snapshot))

    def saved_build(self, code: str) -> Build:
        """What the saved build of that code holds."""
        return self.build_of(self.saved(code))

    def save(self, build: Build, parent: str = "") -> Receipt:
        """Keep the build for good, with what the checker says of it today."""
        snapshot = snapshot_of(self.judge.report(build), build, self.catalog)
        try:
            return self.store.save_build(from_build(build), snapshot, parent or None)
        except UnknownParentError as error:
            raise ProblemError(INVALID, str(error), (Fault("/from", str(error)),)) from None

    def rename(self, code: str, owner_secret: str, title: str) -> None:
        """Give a saved build another title.  Raises ProblemError when that can't be, or isn't allowed."""
        title = title.strip()
        if not 0 < len(title) <= LONGEST_NAME:
            detail = f"A title has 1 to {LONGEST_NAME} characters."
            raise ProblemError(INVALID, detail, (Fault("/title", detail),))
        try:
            self.store.rename_build(code, owner_secret, title)
        except NotOwnerError as error:
            raise ProblemError(NOT_OWNER, str(error)) from None

    def withdraw(self, code: str, owner_secret: str) -> None:
        """Erase a saved build for good.  Raises ProblemError when that isn't allowed."""
        try:
            self.store.withdraw_build(code, owner_secret)
        except NotOwnerError as error:
            raise ProblemError(NOT_OWNER, str(error)) from None

    def absolute(self, path: str, request: Request) -> str:
        """An address that works outside this site."""
        return f"{(self.base_url or str(request.base_url)).rstrip('/')}{path}"

    def read(self, raw: object) -> Build:
        """The build that plain data describes.  Raises ProblemError with every fault."""
        try:
            return read_build(raw, self.catalog.vocabulary, self.catalog)
        except BuildError as error:
            raise refusal(error) from None

    def _kept(self, raw: object, names: Mapping[str, str] = NO_NAMES) -> Build:
        try:
            return read_kept_build(raw, self.catalog.vocabulary, self.catalog, names)
        except BuildError as error:
            raise refusal(error) from None

    def decoded(self, code: str) -> Build:
        """The build in a share code, whatever the catalog has become."""
        try:
            return self._kept(decode(code))
        except (LinkError, RecursionError) as error:
            detail = str(error) if isinstance(error, LinkError) else "The link is nested too deep to be a build."
            raise ProblemError(BROKEN_LINK, detail) from None

    def checked(self, raw: object) -> Build:
        """The build that plain data describes, once it is known that it can be judged."""
        build = self.read(raw)
        self.judge.report(build)
        return build

    def held(self, build: Build, parent: str = "") -> Held:
        """The build as a form carries it: its code, or a draft's id when the code is too long for an address."""
        mapping = from_build(build)
        code = encode(mapping)
        if len(code) <= LONGEST_CODE_IN_ADDRESS:
            return Held("b", code, parent)
        return Held("d", self.store.put_draft(mapping), parent)

    def address(self, path: str, build: Build, parent: str = "") -> str:
        """The address of a page about a build."""
        return f"{path}?{self.held(build, parent).query}"

    def fetch(self, b: str, d: str, parent: str = "") -> tuple[Build, Held]:
        """The build that an address or a form carries; without one, an empty build."""
        if d:
            mapping = self.store.get_draft(d)
            if mapping is None:
                raise not_found("This draft has expired, or never was. Save a build to keep it for good.")
            return self._kept(mapping), Held("d", d, parent)
        if not b:
            build = Build()
            return build, self.held(build, parent)
        return self.decoded(b), Held("b", b, parent)


def refusal(error: BuildError) -> ProblemError:
    """A build's faults as a problem."""
    faults = tuple(fault_of(fault) for fault in error.faults)
    unknown = all(fault.path and fault.path[-1] == "part" for fault in error.faults)
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    detail = f"{faults[0].pointer or '/'}: {faults[0].message}{more}"
    return ProblemError(UNKNOWN_PART if unknown else INVALID, detail, faults)


def fault_of(fault: IntakeFault) -> Fault:
    """A fault of a value as a pointer and a sentence."""
    name = next((step for step in reversed(fault.path) if isinstance(step, str)), "The body")
    return Fault(pointer(fault.path), f"{name} {fault.what} {fault.cure}".strip())


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


Provided = Annotated[Services, Depends(_services)]
