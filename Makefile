# One line a habit. On Windows, README.md has the same commands without make.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

site: .venv/site ## build the site into site/
	$(BIN)/tiengnoi build

serve: .venv/site ## show the site while you write: http://127.0.0.1:8000
	$(BIN)/mkdocs serve

check: .venv/dev ## ruff, mypy, workflows, schemas, and every check of the sources
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	$(BIN)/zizmor --quiet --offline --persona pedantic .github/workflows
	$(BIN)/tiengnoi schema --check && $(BIN)/tiengnoi check --strict

test: .venv/dev ## all tests, on all cores
	sh .ci/chromium && sh .ci/axe && $(BIN)/pytest -n auto

bench: .venv/dev ## measurements against peers
	$(BIN)/python bench/reading.py && $(BIN)/python bench/build.py && $(BIN)/python bench/pdf.py && $(BIN)/python bench/clips.py && $(BIN)/python bench/search.py && $(BIN)/python bench/reader.py

lock: .venv/dev ## pin what pyproject.toml asks for
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --custom-compile-command "make lock" pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --custom-compile-command "make lock" --group test --group lint -c requirements.lock -o requirements-dev.lock

.venv/site: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/site requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
	@touch $@

.PHONY: site serve check test bench lock
