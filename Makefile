# Everything a contributor runs. `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin
PACKAGES := .venv/.installed
SCRIPTS := node_modules/.installed
LINTS := lint-types lint-python lint-scripts lint-data
# A worker that has nothing left to do takes tests from the other one.
TESTS := $(BIN)/python -m pytest -n 2 --dist worksteal

# Material prints a notice about MkDocs 2 on each start; nothing in this project depends on it.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help install serve build zip check compare test test-all lint $(LINTS) mutants browser firefox properdocs new format locks bench lighthouse links overdue audit lock clean
.DEFAULT_GOAL := help

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /|/' | while IFS='|' read -r name words; do \
		printf '  make %-10s %s\n' "$$name" "$$words"; done

install: $(PACKAGES) $(SCRIPTS) ## Install what the lock files name into .venv and node_modules

$(PACKAGES): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Set PYTHON=... to another one.")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "This Python has no ensurepip; on Debian run: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(SCRIPTS): package-lock.json $(PACKAGES)
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --loglevel=error
	@touch $@

serve: install ## Build and serve at http://127.0.0.1:8000, with live reload
	$(BIN)/mkdocs serve

build: install ## Build the site into site/
	$(BIN)/mkdocs build --strict

zip: install ## Build the site as alignment-atlas.zip, to be read without a server or the network
	SITE_URL= $(BIN)/mkdocs build --strict --no-directory-urls --site-dir .cache/offline
	$(BIN)/python -m macros archive .cache/offline alignment-atlas.zip

check: $(PACKAGES) ## Check the data in seconds, diagrams too if npm packages are installed; BASE=FOLDER compares with main
	@$(BIN)/python -m macros check --format $(or $(FORMAT),text) $(if $(BASE),--base "$(BASE)")

compare: install ## Say what changed since another copy of the project: make compare BEFORE=FOLDER [AFTER=FOLDER]
	@$(BIN)/python -m macros compare "$(or $(BEFORE),$(error Name the other copy: make compare BEFORE=FOLDER))" $(if $(AFTER),"$(AFTER)")

test: install browser lint ## Run all tests, browser tests too; what takes long on chosen pages
	$(TESTS)

test-all: install browser lint ## Run all tests on all pages, in half an hour or less: before a release
	$(TESTS) -m ""

lint: install ## Check style, types and layout of code and data
	@$(MAKE) --no-print-directory --jobs 2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) $(LINTS)

lint-python:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lint-types:
	$(BIN)/mypy

lint-scripts:
	PATH="$(CURDIR)/$(BIN):$$PATH" node_modules/.bin/eslint .
	PATH="$(CURDIR)/$(BIN):$$PATH" node_modules/.bin/tsc -p .

lint-data:
	$(BIN)/python -m macros schema --check

mutants: install ## Try the tests on mistakes made on purpose, in some minutes
	$(BIN)/python -m tests.mutants

browser: install
	@$(BIN)/python -m tests.browser.chromium

firefox: install ## Try the site in Firefox, in some minutes; FIREFOX=PATH names the program
	$(BIN)/python -m tests.firefox

properdocs: install ## Build the site with ProperDocs, a fork of MkDocs 1, and compare it with the usual one
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --upgrade --target .cache/properdocs -r requirements-properdocs.txt
	$(BIN)/python -m tests.properdocs .cache/properdocs

new: install ## Start a concept: make new CONCEPT=reward-model
	@test -n "$(CONCEPT)" || { echo "Name it: make new CONCEPT=reward-model"; exit 2; }
	$(BIN)/python -m macros new $(CONCEPT)

format: install ## Put data and code in the agreed layout, renew the schemas
	$(BIN)/python -m macros format
	$(BIN)/python -m macros schema
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

locks: $(PACKAGES) ## Enter new names in data/names.lock, as the branch main does after each change
	@$(BIN)/python -m macros lock

bench: install browser ## Measure builds, pages and visits against plain Material: make bench [WRITE=BENCHMARKS.md]
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tests.bench $(if $(WRITE),--write "$(WRITE)")

lighthouse: install browser ## Measure the pages that matter most with Lighthouse
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tests.bench --only lighthouse

questions: $(PACKAGES) ## Measure all questions: what gives answers away, and what is missing
	@$(BIN)/python -m macros questions

links: $(PACKAGES) ## Ask for the address of every source: make links [REPORT=links.md]
	$(BIN)/python -m macros links $(if $(REPORT),--report "$(REPORT)")

overdue: $(PACKAGES) ## List the pages that nobody has reviewed for half a year: make overdue [REPORT=overdue.md]
	@$(BIN)/python -m macros overdue $(if $(REPORT),--report "$(REPORT)")

audit: $(PACKAGES) ## Look for known weaknesses in the packages of the lock files
	$(PYTHON) -m venv --clear .cache/audit
	.cache/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	.cache/audit/bin/pip-audit --require-hashes --disable-pip --progress-spinner off -r requirements.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" npm audit --omit=dev

lock: $(PACKAGES) ## Renew the lock files from requirements.in and package.json
	$(BIN)/python -m pip install --quiet uv==0.13.9
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url requirements.in -o requirements.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" npm install --package-lock-only --loglevel=error

clean: ## Remove everything that was made or installed
	rm -rf .venv node_modules site .cache
