# The commands of this project. On a fresh clone each one sets up what it needs in .venv first.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
PYTHON ?=
export PYTHON
# uv trusts what the machine trusts: a company's proxy, too.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS ?= true
export UV_NATIVE_TLS ?= true
endif
# The tools come from uv.lock; pyright must not go and look for a newer one.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
export NO_MKDOCS_2_WARNING := 1

SOURCES := $(wildcard esologs tests scripts examples benchmarks)
INPUTS := pyproject.toml uv.lock scripts/setup.sh scripts/lock_requirements.py
# A .venv that came along with a copied checkout holds the paths of the old place: it is set up anew.
STAMP = .venv/.ready-$(1)
MOVED = $(if $(wildcard $(STAMP)),$(if $(filter $(CURDIR),$(shell cat $(STAMP))),$(if $(PYTHON),moved),moved))

.PHONY: help demo test check format generate surface lock docs bench chaos live clean moved

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

.venv/.ready-demo: $(INPUTS) $(call MOVED,demo)
	@sh scripts/setup.sh demo

.venv/.ready-dev: $(INPUTS) $(call MOVED,dev)
	@sh scripts/setup.sh dev

moved: ;

demo: .venv/.ready-demo ## the main job, on the sandbox: no account, no network (ARGS=--fault for a bad day)
	@$(BIN)/esologs demo $(ARGS)

test: .venv/.ready-dev ## the tests (ARGS='-k retry' for some of them)
	@$(BIN)/pytest -n 2 --dist loadgroup $(ARGS)

# --- gates ------------------------------------------------------------------------------------------------
GATES := lint format-check types-mypy types-pyright types-public imports generated locked house wheel \
         $(if $(wildcard mkdocs.yml),docs)
GATE := @sh scripts/gate.sh
SYNC := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

check: .venv/.ready-dev ## every gate, two at a time; all of them run even if one fails
	@$(MAKE) --no-print-directory --keep-going --jobs 2 $(SYNC) $(addprefix gate-,$(GATES)) \
		|| { echo "make check: at least one gate failed, see FAILED above" >&2; exit 1; }
	@echo "make check: all $(words $(GATES)) gates passed"

.PHONY: $(addprefix gate-,$(GATES))
gate-%: | .venv/.ready-dev
gate-lint: | .venv/.ready-dev
	$(GATE) lint $(BIN)/ruff check .
gate-format-check: | .venv/.ready-dev
	$(GATE) format-check $(BIN)/ruff format --check .
gate-types-mypy: | .venv/.ready-dev
	$(GATE) types-mypy $(BIN)/mypy $(SOURCES)
gate-types-pyright: | .venv/.ready-dev
	$(GATE) types-pyright $(BIN)/pyright
gate-types-public: | .venv/.ready-dev
	$(GATE) types-public $(BIN)/python scripts/check_public_types.py
gate-imports: | .venv/.ready-dev
	$(GATE) imports $(BIN)/lint-imports --no-cache
gate-generated: | .venv/.ready-dev
	$(GATE) generated $(BIN)/python scripts/generate.py --check
gate-locked: | .venv/.ready-dev
	$(GATE) locked sh scripts/lock.sh --check
gate-house: | .venv/.ready-dev
	$(GATE) house $(BIN)/pytest -q tests/house
gate-wheel: | .venv/.ready-dev
	$(GATE) wheel $(BIN)/python scripts/wheel_test.py
gate-docs: | .venv/.ready-dev
	$(GATE) docs $(BIN)/mkdocs build --quiet --strict --site-dir .cache/site

# --- for maintainers --------------------------------------------------------------------------------------
format: .venv/.ready-dev ## put the code into the house's form
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format .

generate: .venv/.ready-dev ## write esologs/_generated anew from schema.graphql and operations/
	@$(BIN)/python scripts/generate.py

surface: .venv/.ready-dev ## accept the public names as they are now
	@$(BIN)/python -c "import esologs; print(*sorted(esologs.__all__), sep='\n')" \
		> tests/house/public_names.txt

lock: ## write uv.lock anew after a change of the dependencies (needs uv)
	@sh scripts/lock.sh

docs: .venv/.ready-dev ## the documentation, into site/
	@$(BIN)/mkdocs build --strict

bench: .venv/.ready-dev ## what is fast, as ratios against raw httpx and the existing client
	@$(BIN)/python -m benchmarks $(ARGS)

chaos: .venv/.ready-dev ## every outage we know of against its bar, a quarter of an hour (ARGS=--short for a minute)
	@$(BIN)/python -m tests.chaos $(ARGS)

live: .venv/.ready-dev ## at most 50 points of the real API against what we believe of it (needs credentials)
	@$(BIN)/python -m scripts.live $(ARGS)

clean: ## everything that was built or fetched
	@rm -rf .venv .cache dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis
