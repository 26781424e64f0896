# install  demo  test  lint  bench  train  docs
# PYTHON chooses the interpreter that makes the .venv; 3.11 to 3.13.
PYTHON ?= python3
BIN := .venv/bin
TRAIN_BIN := .venv-train/bin

.PHONY: install demo test lint bench train docs lock
.DEFAULT_GOAL := install

install: .venv/.installed

# The gazetteer is compiled once here (14 s), not at the first reading. From the lock with hashes: by uv where it is, by pip otherwise (upgraded first: pip 23 fails on some wheels).
.venv/.installed: requirements/lock-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; (3, 11) <= v <= (3, 13) or sys.exit("recounted needs Python 3.11 to 3.13, and $(PYTHON) is %d.%d; say make PYTHON=python3.12" % v)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/lock-dev.txt && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(BIN)/python -m pip install --quiet --upgrade pip && \
	  $(BIN)/python -m pip install --quiet --require-hashes -r requirements/lock-dev.txt && \
	  $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e . ; \
	fi
	@$(BIN)/python -m recounted.marks.gazetteer_build --install
	@touch $@

# Reads the samples, keeps them in a store of its own, and sets the accounts of two events side by side.
demo: install
	@$(BIN)/recounted read samples --format table
	@mkdir -p build/demo && rm -f build/demo/samples.db*
	@$(BIN)/recounted add samples --db build/demo/samples.db
	@$(BIN)/recounted events --db build/demo/samples.db
	@for report in eastland-1915-07-25 halifax-1917-12-08; do \
	  $(BIN)/recounted accounts samples/$$report.txt --db build/demo/samples.db && echo && \
	  $(BIN)/recounted accounts samples/$$report.txt --db build/demo/samples.db -o build/demo/$$report.html || exit 1; \
	done
	@echo "The same as pages, with plot and graph: build/demo/eastland-1915-07-25.html, build/demo/halifax-1917-12-08.html"

test: install
	$(BIN)/python -m pytest

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install
	$(BIN)/python -m bench

# torch and transformers are no part of the lock: a .venv-train of their own, made once. pip, because it can be told
# where a CPU build of torch lies (PIP_FIND_LINKS, PIP_INDEX_URL); uv would take the CUDA build of some gigabytes.
.venv-train/.installed: pyproject.toml
	@test -x $(TRAIN_BIN)/python || $(PYTHON) -m venv .venv-train
	$(TRAIN_BIN)/python -m pip install --quiet --upgrade pip
	$(TRAIN_BIN)/python -m pip install --quiet -e '.[train]'
	@touch $@

train: .venv-train/.installed
	$(TRAIN_BIN)/python -m training

docs: install
	$(BIN)/recounted schema -o docs/record.schema.json

lock:
	requirements/compile.sh
