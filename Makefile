# Everything runs from .venv, which `make setup` fills from the lock file. Paths are relative, so a path with spaces is fine.
BIN := .venv/bin
JOBS ?= 2
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench format lock clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*##  *\(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

setup:  ## make .venv with the locked dependencies (again: only what changed)
	@sh .ci/setup

demo:  ## the board on a simulated centre (ARGS="--scenario storm --agents 200")
	@sh .ci/setup --need-screen
	@$(BIN)/wallboard demo $(ARGS)

test: setup  ## all tests, no screen needed (ARGS="tests/arch -x")
	@$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

check: setup  ## format, lint, types, import contracts
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-cache

bench: setup  ## the measurements, as a table
	@$(BIN)/python -m benchmarks $(ARGS)

format: setup  ## rewrite the sources in the house's format
	@$(BIN)/python -m ruff check --fix-only .
	@$(BIN)/python -m ruff format .

lock: setup  ## resolve the dependencies anew and write the lock files (needs uv)
	@$(BIN)/python .ci/lock.py $(ARGS)

clean:  ## remove .venv and everything that tools have left behind
	@rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
