# Every target is one line here; the work is in plnetwork/local and in the management commands.
# Only python3 (3.11 or newer, with venv and pip), make and git are needed.

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint types layers markup migrations demo shell lock bench screens assets chromium empty clean

PYTHON3 ?= python3
BIN := .venv/bin
PYTHON := $(BIN)/python
# What runs the site, and what also checks it: two stamps, so that the first run is quick.
RUNNABLE := .venv/.runnable
INSTALLED := .venv/.installed
NODE := $(if $(shell command -v npm 2>/dev/null),,requirements/node.txt)
UV := $(shell command -v uv 2>/dev/null)
# For tools that read the settings but no database.
SETTINGS_ONLY := DEMO=1 DATABASE_URL=postgresql://nobody@nowhere/nothing REDIS_URL=redis://nowhere

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(INSTALLED) assets ## Create .venv, install the locked requirements, build the front-end assets

run: assets ## Run everything on this machine until Ctrl-C (PORT=8123 chooses the port, DEMO=0 leaves the demo out)
	@$(PYTHON) -m plnetwork.local.run

test: setup chromium ## Everything CI checks: lint, types, layers, migrations, tests, browser tests
	@$(MAKE) --no-print-directory --jobs 2 --output-sync check
	@$(PYTHON) -m pytest --numprocesses 3 --dist worksteal --ignore tests/browser tests
	@$(PYTHON) -m pytest --numprocesses 2 --dist worksteal tests/browser

check: lint types layers markup migrations ## Lint, types, import layers, templates, migrations in step (-k goes on after a failure)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(SETTINGS_ONLY) $(BIN)/mypy .

layers: setup
	$(SETTINGS_ONLY) $(BIN)/lint-imports

markup: setup
	git ls-files -z -- 'templates/*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2 --check

migrations: setup
	$(PYTHON) manage.py makemigrations --check --dry-run

demo: assets ## Load the demo network into an empty database
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py demo

shell: $(RUNNABLE) ## A Python shell with the models imported
	@$(PYTHON) manage.py shell

lock: $(RUNNABLE) ## Compile requirements/*.in into locked files with hashes and without host names
	@$(PYTHON) -m plnetwork.local.lock

bench: assets ## Measure imports, dashboards and forms with realistic numbers of rows
	@$(PYTHON) manage.py bench

screens: setup chromium ## Take the screenshots under docs/screens with headless Chromium
	@$(PYTHON) manage.py screens

assets: $(RUNNABLE) ## Copy the USWDS files out of npm's packages, cut the small sheet of the answer pages, compile the Spanish words
	@$(PYTHON) -m plnetwork.local.assets
	@$(PYTHON) -m plnetwork.local.answer_styles
	@$(PYTHON) -m plnetwork.local.words

chromium:
	@$(PYTHON) -m plnetwork.local.chromium

empty: $(RUNNABLE) ## Remove the data of this machine, after asking; the next run starts from nothing
	@$(PYTHON) -m plnetwork.local.empty

clean: ## Remove what was built (.venv, assets, caches); the data under var/ stays
	rm -rf .venv node_modules static/vendor staticfiles
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# pip alone suffices; uv is faster where it is there already.
ifdef UV
INSTALL := $(UV) pip install --quiet --python $(PYTHON) --require-hashes
else
INSTALL := $(PYTHON) -m pip install -qq --disable-pip-version-check --require-hashes
endif

$(RUNNABLE): requirements/base.txt $(NODE)
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	@echo "Packages: installing the locked requirements into .venv."
	@$(PYTHON3) -m venv .venv
	@$(INSTALL) $(addprefix --requirement ,$^)
	@touch $@

$(INSTALLED): requirements/dev.txt $(RUNNABLE)
	@echo "Packages: installing the locked requirements of tests and checks."
	@$(INSTALL) --requirement requirements/dev.txt
	@touch $@
