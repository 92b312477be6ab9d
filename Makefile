# Two commands for a newcomer: make demo, make test. Each sets up all that it needs.
PYTHON ?= python3
UV = .tools/bin/uv
BIN = .venv/bin

.PHONY: demo test check render bench lock clean

demo: .venv/runs
	$(BIN)/scrapy demo

test: .venv/tests
	$(BIN)/pytest

check: .venv/tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# For pages that are empty without script; the browser itself, chromium, is the system's.
render: .venv/runs
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-render.txt

# Our readings and our walk beside others', which the tests do not need and stand in a folder of
# their own.
bench: .venv-bench/made .venv/runs
	.venv-bench/bin/python benchmarks/reading.py
	PATH="$(CURDIR)/.venv-bench/bin:$$PATH" $(BIN)/python benchmarks/walk.py --pages 2000 --part 500

# uv goes into a folder of the project, so that an externally managed Python does not refuse it.
$(UV): requirements-tools.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "python3.11 or newer is needed; name one: make PYTHON=python3.12 …")'
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --upgrade \
	  --target .tools --require-hashes -r requirements-tools.txt
	@touch $@

.venv/made: $(UV)
	UV_PYTHON_DOWNLOADS=never $(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	@touch $@

.venv/runs: .venv/made requirements.txt
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.txt
	@touch $@

.venv/tests: .venv/runs requirements-dev.txt
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@touch $@

.venv-bench/made: $(UV) requirements-bench.txt
	UV_PYTHON_DOWNLOADS=never $(UV) venv --quiet --allow-existing --python $(PYTHON) .venv-bench
	$(UV) pip install --quiet --python .venv-bench/bin/python --require-hashes -r requirements-bench.txt
	@touch $@

# Moves the pins. Hashes yes, addresses of any registry no.
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --custom-compile-command "make lock"
lock: $(UV)
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) pyproject.toml --group dev -o requirements-dev.txt
	$(COMPILE) pyproject.toml --extra render -o requirements-render.txt
	$(COMPILE) pyproject.toml --group bench -o requirements-bench.txt

clean:
	rm -rf .venv .venv-bench .tools var
