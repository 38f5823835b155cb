# One command each; the first call makes .venv with all it needs (see tools/environment.py).
# PYTHON=python3.12 chooses the Python; otherwise the first one here that is 3.11 or newer.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
BIN := .venv/bin
# No display is needed, and no setting of the person's own desktop may change what is tested.
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.DEFAULT_GOAL := help
.PHONY: help run test thorough check pdf bench pictures dist lock clean python ready-run ready-dev ready-dist

help: ## Show these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 10

run: ready-run ## Open the sample workspace; without a display make its report and pictures in demo/
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(BIN)/consultant-desk demo --output demo && \
		$(BIN)/consultant-desk --workspace demo/Sample.desk; \
	else \
		echo "No display here: doing the same job without a window."; \
		$(BIN)/consultant-desk demo --output demo --pictures; \
	fi

test: check ## Run the checks and the whole test suite
	$(OFFSCREEN) $(BIN)/python -m pytest -q -n 2

thorough: ready-dev ## Run the whole test suite with twenty times as many examples, other ones each time
	HYPOTHESIS_PROFILE=thorough $(OFFSCREEN) $(BIN)/python -m pytest -q -n auto

check: ready-dev ## Check format, style, types and the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

pdf: ready-dev ## Hold sample reports against qpdf, poppler, PDFBox and the conditions of PDF/UA
	$(BIN)/python -m tools.check_pdf

bench: ready-dev ## Run the benchmarks and print a table
	$(OFFSCREEN) $(BIN)/python -m pytest -q tests/benchmarks --benchmark-columns=min,median,max,rounds --benchmark-sort=name
	$(BIN)/python -m tools.startup

pictures: ready-dev ## Make the pictures of the documentation from the sample workspace
	$(OFFSCREEN) $(BIN)/python -m tools.pictures

dist: ready-dist ## Build the folder with both programs in dist/ and try it
	$(BIN)/pyinstaller --noconfirm --log-level WARN pyinstaller.spec
	$(BIN)/python -m tools.try_bundle dist/consultant-desk

lock: python ## Resolve the newest versions and write requirements/
	$(PYTHON) -m tools.lock

clean: ## Remove what these commands made
	rm -rf .venv build dist demo .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks *.egg-info

ready-run ready-dev ready-dist: ready-%: python
	@$(PYTHON) tools/environment.py $*

python:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed (Debian, Ubuntu: sudo apt-get install python3 python3-venv)."; exit 1; }
