# make install   everything the product needs, into .venv
# make run       install, then start it in the foreground
# make demo      install, make up an office with a year behind it, start it on a port of its own
# make test      everything that is checked before a change lands

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := install
BENCHES := bench-idle bench-start bench-kill bench-growth bench-soak bench-events
.PHONY: install run demo test checks debian lint types floors migrations sqlite postgresql fuzz lock messages openapi bench-desk bench-desk-rt bench-clocks bench-search bench-mail bench-outage $(BENCHES)

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
PINDOS := src/pindos
export PATH := $(CURDIR)/$(BIN):$(PATH)
# What Python has compiled is kept out of the sources, and kept: without it each process that a test
# or the supervisor starts compiles Django anew
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/.bytecode
unexport PYTHONDONTWRITEBYTECODE

CATALOGUES := $(wildcard $(PINDOS)/*/locale/*/LC_MESSAGES/*.po)
ASSETS := $(PINDOS)/shell/served/.made-of
FRONT := package-lock.json $(wildcard $(PINDOS)/shell/*.py) \
	$(shell find $(PINDOS)/shell/static -type f -not -path "*/built/*")

install: .venv/.product $(ASSETS) .venv/.catalogues

run: install
	@exec $(BIN)/pindos up

# A made-up office beside whatever runs: in .demo, on port 8010 unless DEMO_LISTEN says otherwise.
# FRESH=1 makes it anew; DEMO_MAKE="--tickets 500" makes another one. No database of anybody's is used.

DEMO := env -u DATABASE_URL PINDOS_HOME=$(CURDIR)/.demo PINDOS_LISTEN=$(or $(DEMO_LISTEN),127.0.0.1:8010)

demo: install
	@test -z "$(FRESH)" || rm -rf .demo
	@$(DEMO) $(BIN)/pindos demo make $(DEMO_MAKE)
	@exec $(DEMO) $(BIN)/pindos up

# What is installed, in this order; each stamp is older than what follows from it

.venv/.uv: requirements/uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		command -v $(PYTHON) >/dev/null || scripts/debian python3-venv
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Pindos needs Python 3.11 or newer: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || scripts/debian python3-venv
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# python-ldap comes as source: it is built against Debian's own OpenLDAP, which Debian keeps safe
DEBIAN_BUILD := gcc libc6-dev python3-dev libldap2-dev libsasl2-dev

.venv/.product: .venv/.uv requirements/run.lock pyproject.toml
	@$(BIN)/python -c 'import ldap' 2>/dev/null || scripts/debian $(DEBIAN_BUILD)
	$(UV) pip install --quiet --require-hashes -r requirements/run.lock
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(ASSETS): .venv/.product requirements/npm.lock $(FRONT)
	@command -v npm >/dev/null || \
		$(UV) pip install --quiet --require-hashes -r requirements/npm.lock
	@$(BIN)/python -m pindos.shell.assets
	@touch $@

.venv/.catalogues: .venv/.product $(CATALOGUES)
	@$(BIN)/python -m pindos.config.catalogues
	@touch $@

.venv/.check: .venv/.product requirements/check.lock
	$(UV) pip install --quiet --require-hashes -r requirements/check.lock
	@touch $@

# What is checked

DEBIAN_CHECK := postgresql chromium-headless-shell fonts-dejavu-core gettext dovecot-imapd dovecot-submissiond exim4-daemon-light slapd ldap-utils restic \
	nginx-light caddy redis-server clamav-daemon

checks: install .venv/.check debian

debian: | .venv/.product
	@scripts/debian $(DEBIAN_CHECK)

# What is only read is read side by side, and while Debian's packages come, which wait for the network
# and not for a core; the two databases use all cores by themselves
READ := types lint floors migrations

test: .venv/.check
	@$(MAKE) --no-print-directory -j2 --output-sync=target debian $(READ:%=timed-%) install
	@$(MAKE) --no-print-directory timed-sqlite
	@$(MAKE) --no-print-directory timed-postgresql

timed-%:
	@scripts/timed $* $(MAKE) --no-print-directory $*

lint: .venv/.check
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: .venv/.check
	@$(BIN)/mypy src

floors: .venv/.check
	@PYTHONPATH=src $(BIN)/lint-imports

migrations: .venv/.product
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && \
		PINDOS_HOME=$$home $(BIN)/python manage.py makemigrations --check --dry-run

# One worker more than there are cores: each waits now and then, for its browser or for processes
WORKERS = $$(($$(nproc) + 1))

sqlite: checks
	@env -u DATABASE_URL $(BIN)/pytest -n $(WORKERS) --dist worksteal --durations=10 --durations-min=3

postgresql: checks
	@$(BIN)/python tests/postgres.py $(BIN)/pytest -n $(WORKERS) --dist worksteal --durations=10 --durations-min=3 -m "not browser and not once"

# The properties and the doors again and again, each time with other examples: what no run asked yet
fuzz: checks
	@for round in $$(seq $(or $(ROUNDS),10)); do echo "round $$round"; \
		env -u DATABASE_URL PROPERTIES=fuzz $(BIN)/pytest -n $(WORKERS) -m "hypothesis or fuzz" || exit 1; done

# What it costs: figures beside their targets, SCALE=small (two minutes) or full (the issue's size)

bench-desk: checks
	@SCALE=$(or $(SCALE),small) PYTHONPATH=src:. $(BIN)/python -m bench.desk

bench-search: checks
	@SCALE=$(or $(SCALE),small) PYTHONPATH=src:. $(BIN)/python -m bench.search

bench-clocks: checks
	@SCALE=$(or $(SCALE),small) PYTHONPATH=src:. $(BIN)/python -m bench.clocks

# How it keeps running: memory, start, kills, the price of being full, and time

$(BENCHES): checks
	@SCALE=$(or $(SCALE),small) PYTHONPATH=src:. $(BIN)/python -m bench.$(@:bench-%=%)

# A minute without PostgreSQL, and ten thousand parked deliveries let go at once
bench-outage: checks
	@AWAY=60 PARKED=10000 $(BIN)/python tests/postgres.py $(BIN)/pytest -p no:xdist --durations=2 \
		tests/run/test_outages.py tests/operations/test_faults.py -k "away or thousands"

# The same work on Request Tracker: its programs only, no service of it runs
DEBIAN_RT := request-tracker5 rt5-standalone rt5-db-postgresql

bench-desk-rt: checks
	@scripts/debian $(DEBIAN_RT)
	@SCALE=$(or $(SCALE),small) PYTHONPATH=src:. $(BIN)/python -m bench.desk_rt

bench-mail: checks
	@scripts/debian $(DEBIAN_RT)
	@SCALE=$(or $(SCALE),small) PYTHONPATH=src:. $(BIN)/python -m bench.mail

# What is remade by hand and committed

COMPILE = $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

lock: .venv/.uv
	$(COMPILE) requirements/uv.in -o requirements/uv.lock
	$(COMPILE) requirements/npm.in -o requirements/npm.lock
	$(COMPILE) pyproject.toml -o requirements/run.lock
	$(COMPILE) pyproject.toml --extra check -c requirements/run.lock -o requirements/check.lock
	@! grep -nE '://' requirements/*.lock || { echo "an address in a lock file" >&2; exit 1; }

messages: checks
	@for context in $(PINDOS)/*/; do \
		test ! -d "$$context/locale" || ( cd "$$context" && $(CURDIR)/$(BIN)/django-admin \
			makemessages --locale el --no-location --no-obsolete --no-wrap ); done

openapi: .venv/.check
	@UPDATE_OPENAPI=1 $(BIN)/pytest tests/house/test_openapi.py
