# make demo   rank the examples: tables with ranks, tiers and prizes, and one result as JSON and CSV
# make test   everything that CI checks and that is a test
# make docs   the site of docs/ in build/docs: open build/docs/index.html
# The rest is for work on ictindex itself: lint, types, wheel, thorough, bench, clean (docs/contributing.md).
# Needs Python 3.11 or later, with venv and pip; another interpreter: make test PYTHON=python3.12

PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
PY = $(BIN)/python
PIP = $(PY) -m pip --disable-pip-version-check --quiet
RANK = $(BIN)/ictindex rank

.PHONY: help demo test docs lint types wheel thorough bench bench-ci clean

help:
	@sed -n 's/^# \{0,1\}//p;/^$$/q' Makefile

# Three grades of one environment, each made again when pyproject.toml changes.
$(VENV)/plain.stamp: pyproject.toml tools/find-python.sh
	@python=$$(sh tools/find-python.sh "$(PYTHON)") \
	  && echo "Making $(VENV) with $$python and installing ictindex ..." \
	  && "$$python" -m venv $(VENV)
	@$(PIP) install --editable .
	@touch $@

$(VENV)/testing.stamp: $(VENV)/plain.stamp
	@echo "Installing what the tests need ..."
	@$(PIP) install --editable '.[cli,cluster,docs,excel,frames,plot,report,testing]' 'openpyxl>=3.1' 'pandas>=2.2' 'polars>=1.20' 'pytest-xdist>=3.6' 'selenium>=4.20'
	@touch $@

$(VENV)/dev.stamp: $(VENV)/testing.stamp
	@echo "Installing the tools ..."
	@$(PIP) install --editable '.[dev]'
	@touch $@

demo: $(VENV)/plain.stamp
	@mkdir -p build/demo
	$(RANK) examples/hanoi-2012.csv --rubric hanoi/awards@2012
	$(RANK) examples/hanoi-2014.csv --rubric hanoi/agencies@2014 --previous examples/hanoi-2013.csv
	$(RANK) examples/danang-2016.csv --rubric danang/agencies@2016
	$(RANK) examples/laocai-2014.csv --rubric laocai/agencies@2014
	$(RANK) examples/dti-2020.csv --rubric vietnam/dti-provinces@2020
	$(RANK) examples/hanoi-2014.csv --rubric hanoi/agencies@2014 --previous examples/hanoi-2013.csv \
	  --format json --out build/demo/hanoi-2014.json
	$(RANK) examples/hanoi-2014.csv --rubric hanoi/agencies@2014 --previous examples/hanoi-2013.csv \
	  --format csv --out build/demo/hanoi-2014.csv
	@echo "Written: build/demo/hanoi-2014.json and build/demo/hanoi-2014.csv"

test: $(VENV)/testing.stamp
	$(PY) tools/check_house.py
	$(PY) tools/check_reference.py
	HYPOTHESIS_PROFILE=ci $(PY) -m pytest --numprocesses auto --dist worksteal tests
	$(PY) -m pytest --doctest-modules --pyargs ictindex

# Every warning is an error: a link that leads nowhere, a public name that the reference does not have.
docs: $(VENV)/testing.stamp
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -c docs -d build/doctrees . build/docs
	$(PY) tools/check_reference.py build/docs/objects.inv
	@echo "Written: build/docs/index.html"

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(PY) tools/check_house.py

types: $(VENV)/dev.stamp
	$(BIN)/mypy

# The wheel is built from the sdist, so an sdist that lacks a file cannot pass.
wheel: $(VENV)/dev.stamp
	rm -rf dist
	$(PY) -m build --outdir dist
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl

# Hours on one core; `make -j2 thorough` uses two. A law a log, and only those that passed are kept, so that a run that
# was interrupted goes on where it was; any change of the sources begins it anew. What it says is kept in
# docs/assurance: it names versions, never a place of this machine.
LAWS = $(patsubst %,law-L%,$(filter-out 13,$(shell seq 1 23)))
FILES = $(filter-out test_laws,$(patsubst tests/properties/%.py,%,$(wildcard tests/properties/test_*.py)))
THOROUGH = $(patsubst %,build/thorough/%.log,$(LAWS) $(FILES))
SOURCES = $(shell find src tests/conftest.py tests/properties -name '*.py' -o -name '*.toml')
TRY = HYPOTHESIS_PROFILE=thorough $(PY) -m pytest --no-header --durations=5

thorough: $(THOROUGH)
	@mkdir -p docs/assurance
	@{ $(PY) tools/versions.py; cat $(THOROUGH); } | tee docs/assurance/thorough.log

build/thorough/law-%.log: $(SOURCES) $(VENV)/testing.stamp
	@mkdir -p $(@D)
	@$(TRY) 'tests/properties/test_laws.py::test_law[$*]' > $@.part 2>&1 || { cat $@.part; exit 1; }
	@mv $@.part $@

build/thorough/%.log: tests/properties/%.py $(SOURCES) $(VENV)/testing.stamp
	@mkdir -p $(@D)
	@$(TRY) $< > $@.part 2>&1 || { cat $@.part; exit 1; }
	@mv $@.part $@

$(VENV)/bench.stamp: $(VENV)/dev.stamp
	@echo "Installing what stands beside the engine in benchmarks ..."
	@$(PIP) install --editable '.[bench]'
	@touch $@

# Everything that docs/performance.md quotes: half an hour on two cores.
BENCHES = cold small_job exactness shapes frames workbooks profile_a peers growth memory scale instructions

bench: $(VENV)/bench.stamp
	$(PY) tools/import_time.py
	@for script in $(BENCHES); do \
	  echo "== $$script"; $(PY) "benchmarks/$$script.py" || exit 1; \
	done
	$(PY) -m pytest benchmarks

# What CI runs, in under three minutes: every engine gives the same ranks, growth to 100,000 units, instructions.
bench-ci: $(VENV)/bench.stamp
	$(PY) -m pytest benchmarks --benchmark-disable
	$(PY) benchmarks/growth.py --most 100000
	$(PY) benchmarks/instructions.py --check

clean:
	rm -rf $(VENV) build dist .coverage htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
