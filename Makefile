# Newsroom. `make run` starts it, `make test` tests it, `make help` lists the rest.
#
#   PORT=8001          another port                   make run PORT=8001
#   PYTHON=python3.12  another interpreter            make install PYTHON=python3.12
#   ARGS="-k byline"   words passed on to the tests   make test ARGS="-k byline"

HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
PYTHON ?=
export PYTHON

VENV := .venv
BENCH := .venv-bench
IN_VENV := $(VENV)/bin/
TEMPLATES = $$(find templates articles -name '*.html' | sort)
COMPILE := $(IN_VENV)uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help install run test lint format types bench screenshots lock clean environment test-environment dev-environment bench-environment

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name text; do printf '%-16s%s\n' "$$name" "$$text"; done
	@sed -n 's/^#   /  /p' $(MAKEFILE_LIST)

install: environment ## make .venv and the migrated database
	@$(IN_VENV)python manage.py migrate --verbosity 0
	@echo "Installed. Start the site with: make run"

run: environment ## start the site with its sample stories on http://127.0.0.1:8000/
	@exec $(IN_VENV)python manage.py run --host "$(HOST)" --port "$(PORT)"

test: test-environment ## run every test: SQLite, PostgreSQL, Chromium
	@exec $(IN_VENV)python -m tests $(ARGS)

lint: dev-environment ## check style: ruff for Python, djade for templates
	@$(IN_VENV)ruff check --quiet --output-format concise .
	@$(IN_VENV)ruff format --check --quiet .
	@files=$(TEMPLATES); [ -z "$$files" ] || $(IN_VENV)djade --target-version 5.2 --check $$files
	@echo "Style: nothing to report"

format: dev-environment ## repair what lint can repair
	@$(IN_VENV)ruff check --fix --quiet . || true
	@$(IN_VENV)ruff format --quiet .
	@files=$(TEMPLATES); [ -z "$$files" ] || $(IN_VENV)djade --target-version 5.2 $$files

types: dev-environment ## check types with mypy, strictly
	@$(IN_VENV)mypy

bench: bench-environment ## measure the cleaner's speed and memory; ARGS="pages captures sizes hot" takes parts
	@exec $(BENCH)/bin/python -m tests.bench $(ARGS)

screenshots: test-environment ## take the pictures of README.md anew from a running site
	@$(IN_VENV)python .ci/screenshots.py

lock: dev-environment ## resolve the requirements anew; UPGRADE=--upgrade takes the newest releases
	@$(COMPILE) $(UPGRADE) --python-version 3.11 requirements.in -o requirements.txt
	@$(COMPILE) $(UPGRADE) --python-version 3.11 -c requirements.txt requirements/s3.in -o requirements/s3.txt
	@$(COMPILE) $(UPGRADE) --python-version 3.11 -c requirements.txt requirements/test.in -o requirements/test.txt
	@$(COMPILE) $(UPGRADE) --python-version 3.11 -c requirements/test.txt requirements/dev.in -o requirements/dev.txt
	@$(COMPILE) $(UPGRADE) --python-version 3.11 -c requirements/dev.txt requirements/bench.in -o requirements/bench.txt
	@$(COMPILE) $(UPGRADE) --python-version 3.12 requirements/django61.in -o requirements/django61.txt

clean: ## remove the environments and the caches; the database and the deliveries in var/ stay
	@rm -rf .venv .venv-ci .venv-django61 $(BENCH) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@sh .ci/environment $(VENV) requirements.txt

test-environment:
	@sh .ci/environment $(VENV) requirements/test.txt

dev-environment:
	@sh .ci/environment $(VENV) requirements/dev.txt

bench-environment: # apart, so that what we compare with never enters the environment of the site or its tests
	@sh .ci/environment $(BENCH) requirements/bench.txt
