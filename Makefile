# Breakeven. `make` lists what there is. Everything runs from any folder: make -C path/to/checkout run
# The steps are the scripts in tools/, which find the checkout themselves, also under a path with spaces.

PYTHON ?= python3
export PYTHON
ROOT := $(patsubst %/Makefile,%,$(shell echo '$(MAKEFILE_LIST)' | sed 's|^ *||; s|^Makefile$$|./Makefile|'))
IN := cd '$(ROOT)' &&
VENV_PYTHON := $${VENV:-.venv}/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test check format bench docs lock clean

help: ## List these commands
	@$(IN) awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: ## Set up what is missing, start the application and print its address
	@$(IN) tools/environment.sh run && exec tools/run.sh

test: ## Set up what is missing, a browser included, and run all tests (ARGS: for pytest)
	@$(IN) tools/environment.sh dev && tools/browser.sh --install >/dev/null && tools/test.sh $(ARGS)

check: ## Check format, lint, types and import rules
	@$(IN) tools/environment.sh dev && $(VENV_PYTHON) -m ruff format --check . \
		&& $(VENV_PYTHON) -m ruff check . && $(VENV_PYTHON) -m mypy \
		&& $(VENV_PYTHON) -m pytest tests/test_architecture.py

format: ## Format the code and mend what lint can mend
	@$(IN) tools/environment.sh dev && $(VENV_PYTHON) -m ruff format . && $(VENV_PYTHON) -m ruff check --fix .

bench: ## Measure speed against its limits; prints a table and writes build/bench.json (ARGS: --help)
	@$(IN) tools/environment.sh dev && tools/browser.sh --install >/dev/null && $(VENV_PYTHON) -m tests.bench.run $(ARGS)

docs: ## Write the generated reference pages under docs/
	@$(IN) tools/environment.sh run && $(VENV_PYTHON) -m calculators.docs

lock: ## Resolve the dependencies again and write the lock files (needs uv)
	@$(IN) tools/lock.sh

clean: ## Remove the environment, caches and build results
	@$(IN) rm -rf .venv build breakeven.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		&& find . -name __pycache__ -type d -prune -exec rm -rf {} +
