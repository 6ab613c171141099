# SPDX-FileCopyrightText: The manrs.hardening contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Everything starts here: `make demo`, `make test`. Needs Debian 12 or later with Python 3.11, git and make.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
IRRD := .venv-irrd
PEERS := .venv-bench
SITE := .venv-docs
RELEASE := .venv-release
NEXT := .venv-next
LOCKED := .build/locked
BIN := $(CURDIR)/$(VENV)/bin
COLLECTION := .build/ansible_collections/manrs/hardening

# Ansible, mypy, pytest and ansible-lint find the collection through .build; Molecule finds Ansible through PATH.
export PATH := $(BIN):$(PATH)
export PYTHONPATH := $(CURDIR)/.build:$(CURDIR)/lab
export MYPYPATH := $(CURDIR)/.build
export ANSIBLE_COLLECTIONS_PATH := $(CURDIR)/.build

# A network of its own, gone with the command, whoever kills it; without root, in a user namespace too.
IN_LAB := lab/lab.py shell
# Tests mostly wait for routers: three run at once, each in a network and with a lab of its own. A file of tests stays together.
WORKER = --tx 'popen//python=env MANRS_LAB_STATE=$(CURDIR)/.lab-shell/$(1) lab/lab.py shell $(BIN)/python'
WORKERS = --dist loadfile --no-loadscope-reorder $(foreach number,1 2 3,$(call WORKER,$(number)))

.PHONY: help build demo-installed importer upgrade venv irrd bench-peer docs-tools next packages tree lab-up lab-down test demo fuzz verdicts reloads faults mutations soak bench docs links screenshots golden schema circle registries lock locked clean

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

venv: $(VENV)/.ready  ## Make the project's Python environment in .venv

# What runs alone: enough for the lab and the demo, also where the built collection was installed.
$(VENV)/.runs: requirements/run.txt requirements/lab.txt
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || lab/packages.sh
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements/run.txt -r requirements/lab.txt
	mkdir -p $(dir $(COLLECTION))
	ln -sfn ../../.. $(COLLECTION)
	touch $@

$(VENV)/.ready: $(VENV)/.runs requirements/check.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements/check.txt
	touch $@

irrd: $(IRRD)/.ready  ## Make the environment of the IRR server that tests ask, in .venv-irrd

# IRRd does not run as root, and another user must reach its Python: the system's, not one in somebody's home.
# Without an extension module there is nothing to compile.
$(IRRD)/.ready: requirements/irrd.txt
	@/usr/bin/python3 -c 'import ensurepip' 2>/dev/null || lab/packages.sh
	rm -rf $(IRRD)
	/usr/bin/python3 -m venv $(IRRD)
	RADIX_NO_EXT=1 $(IRRD)/bin/python -m pip install -qq --disable-pip-version-check -r requirements/irrd.txt
	chmod -R a+rX $(IRRD)
	touch $@

bench-peer: $(PEERS)/.ready  ## Make the environment of what benchmarks compare with, in .venv-bench

docs-tools: $(SITE)/.ready  ## Make the environment that the documentation site is built in, in .venv-docs

# Each is made of one file.
$(PEERS)/.ready: requirements/bench.txt
$(SITE)/.ready: requirements/docs.txt
$(RELEASE)/.ready: requirements/release.txt
$(PEERS)/.ready $(SITE)/.ready $(RELEASE)/.ready:
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || lab/packages.sh
	rm -rf $(@D)
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install -qq --disable-pip-version-check -r $<
	touch $@

next: $(NEXT)/.ready  ## Make the environment of the newest ansible-core on Debian 13's Python, in .venv-next

$(NEXT)/.ready: requirements/run-next.txt requirements/lab.txt requirements/check.txt
	lab/lab.py tree
	rm -rf $(NEXT)
	lab/debian13.py python3 -m venv $(CURDIR)/$(NEXT)
	lab/debian13.py $(CURDIR)/$(NEXT)/bin/python -m pip install -qq --disable-pip-version-check $(addprefix -r requirements/,run-next.txt lab.txt check.txt)
	touch $@

packages:  ## Install the Debian packages of the lab (root; says what to do without)
	lab/packages.sh

tree:  ## Build the Debian 13 tree that one router runs on, once, in ~/.cache
	lab/lab.py tree

lab-up: $(VENV)/.runs packages tree  ## Start the lab and leave it running [LAB=mixed]
	lab/lab.py up $(if $(LAB),--lab $(LAB))

lab-down:  ## Stop the lab
	lab/lab.py down

test: venv  ## Run everything that this machine can run; what it cannot is named
	@lab/packages.sh || echo "the lab's packages are missing: its tests are skipped and say so"
	@lab/lab.py tree || echo "there is no Debian 13 tree: the lab's tests are skipped and say so"
	@$(MAKE) --no-print-directory irrd || echo "missing: IRRd: its tests are skipped and say so"
	@$(MAKE) --no-print-directory next || echo "missing: the newest ansible-core on Debian 13: its tests are skipped and say so"
	@$(MAKE) --no-print-directory docs-tools || echo "missing: what builds the site: its tests are skipped and say so"
	@lab/packages.sh --browser || echo "the browser is missing: the tests that open the report are skipped and say so"
	$(BIN)/python -m pytest $(WORKERS)

demo: $(VENV)/.runs packages tree  ## Attack three routers, harden them, attack again, prove what MANRS requires
	$(IN_LAB) $(BIN)/python lab/demo.py

fuzz: venv  ## Mutated answers of registries and routers, each kind for some seconds, with other seeds each time [SECONDS=n]
	MANRS_FUZZ_SECONDS=$(or $(SECONDS),60) $(BIN)/python -m pytest -q -s tests/fuzz

verdicts: venv packages tree  ## Random routes on the real routers against `decide` [SEED=n ROUTES=n]
	$(IN_LAB) $(BIN)/python lab/verdicts.py --seed $(or $(SEED),1) --routes $(or $(ROUTES),4000)

reloads: venv packages tree  ## Renew filters of 50,000 prefixes a customer under attack and count what the neighbors saw [RELOADS=n]
	$(IN_LAB) $(BIN)/python lab/reloads.py --reloads $(or $(RELOADS),5)

faults: venv packages tree  ## Break things on purpose on FRR, BIRD and OpenBGPD at once, and let the neighbors judge [ONLY=words]
	$(BIN)/python -m faults.campaign --record $(if $(ONLY),--only '$(ONLY)')

mutations: venv packages tree  ## Take each safety step away and show that a fault is not survived then [ONLY=words]
	$(BIN)/python -m faults.mutations $(if $(ONLY),--only '$(ONLY)')

soak: venv packages tree  ## Harden the mixed lab 200 times while its customers change, and look at what grows [RUNS=n]
	$(IN_LAB) $(BIN)/python lab/soak.py --runs $(or $(RUNS),200)

bench: venv packages tree  ## Measure filters, daemons, source addresses, IRR, snapshot and previews beside what people use; writes benchmarks/RESULTS.md
	@$(MAKE) --no-print-directory irrd || echo "missing: IRRd: what needs it is not measured"
	@$(MAKE) --no-print-directory bench-peer || echo "missing: what benchmarks compare with: what needs it is not measured"
	$(IN_LAB) $(BIN)/python benchmarks/run.py
	$(IN_LAB) $(BIN)/python benchmarks/sources.py
	$(IN_LAB) $(BIN)/python benchmarks/registry.py
	$(IN_LAB) $(BIN)/python benchmarks/routing_daemons.py
	$(IN_LAB) $(BIN)/python benchmarks/many_routers.py
	$(IN_LAB) $(BIN)/python benchmarks/slices.py
	$(BIN)/python benchmarks/previews.py

docs: venv docs-tools  ## Write what is generated from the models, and build the site in .build/site; a warning fails it
	$(BIN)/python scripts/generate.py
	$(SITE)/bin/python scripts/site.py

links: venv docs-tools  ## Ask whether the pages' links to elsewhere lead somewhere; needs the network
	$(SITE)/bin/python scripts/site.py --links

build: $(VENV)/.runs  ## Build the collection's file in .build/dist [NAMESPACE=word NAME=word VERSION=number]
	$(BIN)/python scripts/build.py $(if $(NAMESPACE),--namespace $(NAMESPACE)) $(if $(NAME),--name $(NAME)) $(if $(VERSION),--version $(VERSION))

demo-installed: $(VENV)/.runs packages tree  ## Build the collection, install it into an empty folder, and run the demo from there
	rm -rf .build/dist .build/installed
	$(BIN)/python scripts/build.py
	cd .build/dist && $(BIN)/ansible-galaxy collection install --offline -p ../installed *.tar.gz
	env -u PYTHONPATH -u MYPYPATH -u ANSIBLE_COLLECTIONS_PATH $(MAKE) -C .build/installed/ansible_collections/manrs/hardening demo

importer: build $(RELEASE)/.ready  ## Look at the built file as Galaxy does when it takes one
	cd .build/dist && PATH=$(CURDIR)/$(RELEASE)/bin:$$PATH GALAXY_IMPORTER_CONFIG=$(CURDIR)/scripts/importer.cfg \
	  $(CURDIR)/$(RELEASE)/bin/python -m galaxy_importer.main $$(ls -t *.tar.gz | head -n 1) 2>&1 | tee importer.log
	@# It looks for playbooks of the collection one folder too deep; whether they are there is known from our own tests.
	@! grep -E '^(WARNING|ERROR|CRITICAL)' .build/dist/importer.log | grep -vE 'Failed to find [a-z_.]+ playbook'
upgrade: $(VENV)/.runs packages tree  ## Harden routers as a revision of Git did, then as this one does, under attack [FROM=revision]
	$(IN_LAB) $(BIN)/python lab/upgrade.py --from $(or $(FROM),$(error say from which revision: make upgrade FROM=v0.1.0))

screenshots: docs  ## Take the pictures of the report's page and of the site in docs/images anew
	@lab/packages.sh --browser
	$(BIN)/python scripts/screenshots.py

circle: venv  ## Render made-up policies for each OS that has a text of its own, and read them back [EXAMPLES=n]
	MANRS_CIRCLE_EXAMPLES=$(or $(EXAMPLES),1000) $(BIN)/python -m pytest -q -m circle tests/unit

schema: venv  ## Ask the vendors' own schemas what they say of our configurations [MANRS_SCHEMA_DIR=folder]
	$(BIN)/python -m pytest -q -s -rs -k "schema or native_model or command_tree" $(addprefix tests/unit/,junos iosxr iosxe routeros) tests/repository/test_golden.py

golden: venv  ## Write the golden configurations and their tables of verdicts anew
	$(BIN)/python scripts/golden.py

registries: venv  ## Compare the shipped IANA registries with IANA's and rewrite them [FROM=folder]
	$(BIN)/python scripts/refresh_registries.py $(if $(FROM),--from $(FROM))

lock: venv  ## Write requirements/run.lock anew: what run.txt needs, with the hashes of its files
	$(BIN)/python scripts/lock.py

locked:  ## Install from requirements/run.lock into an environment that is new, and see that all of it is there
	$(PYTHON) -m venv $(LOCKED)
	$(LOCKED)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(LOCKED)/bin/python -m pip check
	$(LOCKED)/bin/python -c 'import ansible, jnpr.junos, librouteros, ncclient, netmiko, pyeapi, pydantic'
	rm -rf $(LOCKED)

clean:  ## Remove what was built here
	rm -rf $(VENV) $(IRRD) $(PEERS) $(SITE) $(RELEASE) $(NEXT) .build .lab .lab-shell .manrs
