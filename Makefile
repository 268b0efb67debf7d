# The first target answers a question; each sets up what it needs.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
export Q
VENV := .venv
BIN := $(VENV)/bin
HOME_FOLDER ?= .atazan

.PHONY: ask test lint types check bench clean

ask: $(VENV)/core
	@$(BIN)/atazan ask --home $(HOME_FOLDER) "$$Q"

# Side by side: the first half waits more than it computes.
SERVICE := tests/integration/telegram tests/integration/faults tests/integration/snapshots
.PHONY: test-service test-rest
test: $(VENV)/all
	$(MAKE) --no-print-directory --jobs=2 --output-sync=line test-service test-rest

test-service: $(VENV)/all
	$(BIN)/pytest $(SERVICE)

test-rest: $(VENV)/all
	$(BIN)/pytest tests $(SERVICE:%=--ignore=%)

.PHONY: audit
audit: $(VENV)/all
	.ci/audit

lint: $(VENV)/all
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/all
	$(BIN)/python -m tests.benchmarks.cold_start

$(BIN)/pip:
	$(PYTHON) -m venv $(VENV)

# The core: enough to answer. Everything: the extras and what the tests need, llama-cpp-python
# compiled for minutes the first time.
$(VENV)/core: pyproject.toml | $(BIN)/pip
	@echo "Орнатып жатырмын, бір минуттай… / Устанавливаю, около минуты…" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/all: pyproject.toml | $(BIN)/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable ".[all,dev]"
	@touch $@ $(VENV)/core

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

EVAL ?= ../shared/eval
.PHONY: ablation
ablation: $(VENV)/all
	$(BIN)/python -m tests.benchmarks.ablation $(EVAL)

.PHONY: bench-retrieval
bench-retrieval: $(VENV)/all
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable ".[bench]"
	$(BIN)/python -m tests.benchmarks.retrieval_speed --passages 1000 100000 1000000

CORPORA ?= ../shared/corpora
OWN := .own-sets
.PHONY: own-sets
own-sets: $(VENV)/all
	$(BIN)/python -m tests.benchmarks.own_sets $(CORPORA) $(OWN)
	$(BIN)/python -m tests.benchmarks.ablation $(OWN)

.PHONY: bench-intake
bench-intake: $(VENV)/all
	$(BIN)/python -m tests.benchmarks.intake --laws $(CORPORA)/laws-ru

# The peers have environments of their own: their needs clash with ours.
PEERS := .venv-peers
.PHONY: bench-peers
bench-peers: $(VENV)/all $(PEERS)/langchain/done $(PEERS)/llamaindex/done
	$(BIN)/python -m tests.benchmarks.peers $(ARGUMENTS)

$(PEERS)/%/done: tests/benchmarks/peers/%.txt
	$(PYTHON) -m venv $(PEERS)/$*
	$(PEERS)/$*/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.PHONY: bench-packing bench-llm
bench-packing: $(VENV)/all
	$(BIN)/python -m tests.benchmarks.packing $(wildcard $(CORPORA))

bench-llm: $(VENV)/all
	$(BIN)/python -m tests.benchmarks.llm

.PHONY: bench-telegram
bench-telegram: $(VENV)/all
	$(BIN)/python -m tests.benchmarks.telegram $(ARGUMENTS)

.PHONY: bench-load
bench-load: $(VENV)/all
	$(BIN)/python -m tests.benchmarks.load $(ARGUMENTS)

# The model that the program ships, anew; open texts and dev sets are read where they are.
SHARED ?= ../shared
.PHONY: train-model
train-model: $(VENV)/all
	$(BIN)/python -m retrieval.training $(addprefix --shared ,$(wildcard $(SHARED)))
