"""Ready-made builds (`catalog/templates/*.toml`): the published list, corrected builds, builds of used parts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from app.core.build import Build
from app.core.parts import Catalog
from app.core.vocabulary import Vocabulary
from app.intake.builds import BUILD_KEYS, BuildError, BuildIn, to_build
from app.intake.models import Line, Paragraph
from app.intake.problems import CatalogError, Fault, Problem, dotted, faults_of
from app.intake.toml_files import read_toml

TemplateKind = Literal["published", "corrected", "used-parts", "empty"]


@dataclass(frozen=True, slots=True)
class Template:
    """A ready-made build.  `claim` is what its author says of it, `order` its place on the start page."""

    slug: str
    title: str
    summary: str
    kind: TemplateKind
    order: int
    claim: str
    build: Build


class TemplateFile(BuildIn):
    """A template as it is written: a build and what the start page says of it."""

    title: Line
    summary: Paragraph
    kind: TemplateKind
    order: Annotated[int, Field(ge=0)]
    claim: Annotated[str, Field(max_length=2000)] = ""


_KEYS = (*BUILD_KEYS, *TemplateFile.model_fields)


def load_templates(root: Path, vocabulary: Vocabulary, catalog: Catalog) -> tuple[Template, ...]:
    """All templates of the catalog at `root`, in their order.  Raises CatalogError with every fault."""
    problems: list[Problem] = []
    found = []
    for path in sorted((root / "templates").glob("*.toml")):
        raw = read_toml(path, root, problems)
        if raw is None:
            continue
        try:
            written = TemplateFile.model_validate(raw)
            build = to_build(written, vocabulary, catalog)
        except ValidationError as error:
            problems += _problems(path, root, faults_of(error, _KEYS))
        except BuildError as error:
            problems += _problems(path, root, error.faults)
        else:
            found.append(_template(path.stem, written, build))
    if problems:
        raise CatalogError(problems)
    return tuple(sorted(found, key=lambda template: (template.order, template.slug)))


def _problems(path: Path, root: Path, faults: list[Fault] | tuple[Fault, ...]) -> list[Problem]:
    file = path.relative_to(root).as_posix()
    return [Problem(file, dotted(fault.path), fault.what, fault.cure) for fault in faults]


def _template(slug: str, written: TemplateFile, build: Build) -> Template:
    return Template(slug, written.title, written.summary, written.kind, written.order, written.claim, build)
