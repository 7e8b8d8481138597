# Needs Python 3.11, 3.12 or 3.13 with its headers, a C compiler and make; `make lock` also needs uv.
# Another interpreter: make test PYTHON=python3.13

PYTHON ?= python3
UV ?= uv

VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements-ci.lock
READY := $(VENV)/.ready

# An environment is used again only if it still runs, belongs to $(PYTHON) and was made in this very
# directory: scripts and the editable install hold absolute paths.
identify := import sys; print(sys.version.split()[0], sys.base_prefix)
wanted := $(shell $(PYTHON) -c '$(identify)' 2>/dev/null) in $(CURDIR)
found := $(shell $(BIN)/python -c '$(identify)' 2>/dev/null) in $(shell cat $(READY) 2>/dev/null)

.SUFFIXES:
.DELETE_ON_ERROR:
.PHONY: help venv check rules test long lint types contracts golden bench bench-national bench-formats lock clean
ifneq ($(wanted),$(found))
.PHONY: $(READY)
endif

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile

# An exit code of 1 means "judged, gate not met": the job ran. Python also leaves with 1 when the
# program cannot be imported, so that is tried first.
check: $(READY) ## judge this repository's own evidence
	@$(BIN)/python -P -c 'import afitrack.cli'
	@$(BIN)/afitrack check --quarter 2023-24-Q3 --as-of 2024-01-12; \
	code=$$?; [ $$code -le 1 ] || exit $$code

rules: $(READY) ## try this repository's rules by their tests, and every smallest change of them
	$(BIN)/afitrack test --mutate --threshold 100

test: $(READY) ## all tests but the long ones, in parallel
	$(BIN)/pytest -m 'not long' -n auto

long: $(READY) ## the long tests: generated projects in the tens of thousands
	$(BIN)/pytest -m long

lint: $(READY) ## ruff: rules and format; what CI runs elsewhere is safe
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/zizmor --offline --quiet --no-progress .github action.yml

types: $(READY) ## mypy, strict
	$(BIN)/mypy

contracts: $(READY) ## which module may import which
	$(BIN)/lint-imports

golden: $(READY) ## write the golden files anew; read the difference before committing it
	AFITRACK_GOLDEN=1 $(BIN)/pytest -m 'not long'

bench: $(READY) ## time one force
	$(BIN)/python benchmarks/run.py

bench-national: $(READY) ## time all forces over ten years
	$(BIN)/python benchmarks/run.py --national

bench-formats: $(READY) ## time every format, and see what it weighs
	$(BIN)/python benchmarks/run.py --formats

venv: $(READY) ## the environment the other targets use

# durable-rules is compiled here. Under 3.13 it wants a name that Python dropped; the compiler gives it
# the new one. No cache then: a wheel built earlier without that would install and fail at import.
$(READY): pyproject.toml $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ echo '$(PYTHON) is not Python 3.11 or newer; name one that is: make PYTHON=python3.12' >&2; exit 1; }
	@echo 'Preparing $(VENV), a minute or so...' >&2
	@base=$$($(PYTHON) -c 'import sys; print(getattr(sys, "_base_executable", sys.executable))') && \
	rm -rf $(VENV) && "$$base" -m venv $(VENV)
	@set --; \
	if $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 13))'; then \
	  for cc in $(if $(filter default,$(origin CC)),cc gcc clang,'$(CC)'); do \
	    if command -v "$${cc%% *}" >/dev/null; then break; fi; \
	  done; \
	  CC="$$cc -DPyEval_CallObject=PyObject_CallObject"; export CC; \
	  set -- --no-cache-dir; \
	fi; \
	$(BIN)/pip install -qq --no-input "$$@" --require-hashes --requirement $(LOCK) && \
	$(BIN)/python -P -c 'import durable_rules_engine' || \
	{ echo 'If durable-rules did not build: it needs a C compiler and the headers of Python.' >&2; exit 1; }
	@$(BIN)/pip install -qq --no-input --no-deps --editable .
	@unmet=$$($(BIN)/pip check) || \
	{ echo "$$unmet" >&2; echo '$(LOCK) does not fit pyproject.toml: make lock' >&2; exit 1; }
	@echo '$(CURDIR)' > $@

# Keeps the versions that still fit; newer ones: make lock LOCK_FLAGS=--upgrade
lock: ## write requirements-ci.lock anew from pyproject.toml
	unset UV_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS; \
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(UV) pip compile --quiet --no-config $(LOCK_FLAGS) \
	  --universal --python-version 3.11 --group dev --generate-hashes \
	  --no-emit-index-url --no-emit-find-links pyproject.toml --output-file $(LOCK)
	unset UV_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS; \
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(UV) pip compile --quiet --no-config $(LOCK_FLAGS) \
	  --universal --python-version 3.11 --extra word --generate-hashes --constraint $(LOCK) \
	  --no-emit-index-url --no-emit-find-links pyproject.toml --output-file requirements.lock

clean: ## remove all that make, the tests and the tools have made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name .git -prune -o -type d -name __pycache__ -prune -exec rm -rf {} +
