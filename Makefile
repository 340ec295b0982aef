# Everything that people and CI do with the project. `make` alone lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := $(VENV)/.packages-installed
PROJECT := $(VENV)/.project-installed

.DEFAULT_GOAL := help
.PHONY: help setup run screenshots test check fix catalog bench mutants properties durability fuzz lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(PROJECT)  ## create .venv from the hashed lock and install the project into it

run: $(PROJECT)  ## serve on http://127.0.0.1:8000 with the catalog loaded
	$(BIN)/mini-colossus serve

test: $(PROJECT)  ## run all tests, those in a real browser included
	MINICOLOSSUS_CHROMIUM="$$($(BIN)/python scripts/ensure_chromium.py)" && export MINICOLOSSUS_CHROMIUM && $(BIN)/pytest

durability: $(PROJECT)  ## save 1,000 builds while the server is killed 20 times, on SQLite and on PostgreSQL
	DURABILITY_SAVES=1000 DURABILITY_KILLS=20 $(BIN)/pytest -s tests/store/test_durability.py

fuzz: $(PROJECT)  ## send 500 made-up requests to each operation of the API and 20,000 to everything else
	FUZZ_EXAMPLES=500 FUZZ_REQUESTS=20000 $(BIN)/pytest -s tests/fuzz

check: $(PROJECT)  ## lint, check formatting and types, validate the catalog, look for known vulnerabilities
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict app tests scripts
	$(BIN)/mini-colossus catalog validate
	$(BIN)/python -m scripts.audit

fix: $(PROJECT)  ## format, and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: $(PROJECT)  ## photograph every page at three widths in both themes, into build/screenshots
	MINICOLOSSUS_CHROMIUM="$$($(BIN)/python scripts/ensure_chromium.py)" && export MINICOLOSSUS_CHROMIUM && $(BIN)/python -m scripts.screenshots

catalog: $(PROJECT)  ## validate the catalog and count its parts
	$(BIN)/mini-colossus catalog validate
	$(BIN)/mini-colossus catalog stats

# `make bench OPENDB=path` takes the imported layer from a checkout or archive of OpenDB instead of a generated one.
bench: $(PROJECT)  ## time the checker, the API and the search, as ratios to what the machine does without them
	$(BIN)/python -m scripts.bench $(if $(OPENDB),--opendb "$(OPENDB)")

# Stopped, it goes on where it was; AGAIN=1 judges once more what survived, after tests were added.
mutants: $(PROJECT)  ## change the rules and placement in 500 small ways and see whether the tests notice (an hour)
	$(BIN)/python -m scripts.mutants $(if $(AGAIN),--again)

# FACTOR=500 for a night; what it finds is tried first in the next run.
properties: $(PROJECT)  ## draw fifty times as many builds for the properties as the tests do (half an hour)
	PROPERTY_FACTOR=$(or $(FACTOR),50) $(BIN)/python -m pytest -q tests/properties

# Versions stay as they are unless pyproject.toml asks otherwise; `make lock UPGRADE=--upgrade` renews them all.
lock: $(PROJECT)  ## lock the dependencies of pyproject.toml, with hashes
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --no-annotate --quiet $(UPGRADE) -o requirements.lock

clean:  ## remove the environment and what tools left behind
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

$(PACKAGES): requirements.lock scripts/make_environment.py
	$(PYTHON) scripts/make_environment.py $(VENV)
	@touch $@

$(PROJECT): $(PACKAGES) pyproject.toml
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
