# cwconsole: two commands matter, `make run` and `make test`.
# Both install what is missing first (Debian packages; see scripts/setup).

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
# A release and a debug build have directories of their own, or each rebuilds the other's.
RELEASE := --configuration release --static-swift-stdlib --scratch-path .build-release

.PHONY: run test lint release install bench screenshots setup help

run: setup ## build and start the demo; without a terminal one round of it
	@$(SWIFT) build --product cwconsole >&2
	@if [ -t 0 ] && [ -t 1 ]; then exec .build/debug/cwconsole demo; \
	else exec .build/debug/cwconsole demo --headless; fi

# All tests at once would hold thousands of files open; where the toolchain cannot run a few at a
# time, it runs one after the other.
WIDTH = $(shell $(SWIFT) test --help-hidden 2>/dev/null | \
    grep -q experimental-maximum-parallelization-width && \
    echo --experimental-maximum-parallelization-width 8 || echo --no-parallel)

test: setup ## build and run all tests
	@$(SWIFT) test $(WIDTH)

lint: ## check the format of every Swift file
	@$(SWIFT) format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift

release: setup ## build the program to ship, with the Swift library inside
	@$(SWIFT) build $(RELEASE) --product cwconsole >&2
	@echo "$$($(SWIFT) build $(RELEASE) --show-bin-path)/cwconsole"

install: release ## put the program into PREFIX/bin (and DESTDIR before it)
	@install -d "$(DESTDIR)$(PREFIX)/bin"
	@install -m 0755 .build-release/release/cwconsole "$(DESTDIR)$(PREFIX)/bin/cwconsole"
	@echo "installed $(DESTDIR)$(PREFIX)/bin/cwconsole"

bench: release ## measure against the budgets
	@scripts/bench

screenshots: setup ## draw the pictures in screenshots/ from the real program
	@$(SWIFT) build --product cwconsole >&2
	@scripts/screenshots

setup:
	@scripts/setup

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22
