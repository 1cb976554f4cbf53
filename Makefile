# The front door. Every target sets up what it needs and says so; running it again costs nothing.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

# A module may import only what Package.swift says it needs.
FLAGS := --explicit-target-dependency-import-check error
# Modules are optimised across their borders: what one says is generic, another uses with a type of its own. That nobody
# reaches for what somebody else is changing is looked at by every test, and no more by the finished program.
RELEASE := -c release --static-swift-stdlib -Xswiftc -cross-module-optimization \
  -Xswiftc -enforce-exclusivity=unchecked $(FLAGS)
TESTS := --disable-xctest $(FLAGS)
SWIFT_FILES := Package.swift Sources Tests

.PHONY: help run demo test check format bench fuzz db migrate build check-tsan check-asan check-slots check-api check-security

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-14s %s\n", $$1, $$2 }'

run: build ## Builds and starts Calento and its database; prints the address
	@exec "$$(swift build $(RELEASE) --show-bin-path)/calento" serve $(ARGS)

demo: build ## Adds a demo owner with links, hours, events and bookings
	@"$$(swift build $(RELEASE) --show-bin-path)/calento" seed demo

build: ## The release program
	@tools/setup build run
	@swift build $(RELEASE) --product calento

test: ## Builds and runs every test, on a throw-away database and in a real browser
	@tools/setup build run test
	@swift build --build-tests $(FLAGS)
	@tools/test-run swift test --skip-build $(TESTS) $(ARGS)

check: ## What a change must pass: format, arrows, build, tests, and the release program's first answer
	@swift format lint --strict --recursive --parallel --configuration .swift-format $(SWIFT_FILES)
	@$(MAKE) --no-print-directory test build
	@tools/first-answer "$$(swift build $(RELEASE) --show-bin-path)/calento"

format: ## Formats every Swift file
	@swift format --in-place --recursive --parallel --configuration .swift-format $(SWIFT_FILES)

check-tsan: ## Every test under the thread sanitizer
	@tools/setup build run test
	@CALENTO_SCENARIOS=2000 TSAN_OPTIONS="halt_on_error=0 exitcode=66" \
	  tools/test-run swift test --sanitize=thread --scratch-path .build-tsan $(TESTS) $(ARGS)

check-asan: ## Every test under the address sanitizer
	@tools/setup build run test
	@CALENTO_SCENARIOS=2000 LSAN_OPTIONS="suppressions=$(CURDIR)/tools/sanitizers/leak print_suppressions=0" \
	  tools/test-run swift test --sanitize=address --scratch-path .build-asan $(TESTS) $(ARGS)

check-slots: ## A million random scenarios: the slot finder against the slow model
	@tools/setup build run test
	@CALENTO_SCENARIOS=1000000 tools/test-run swift test -c release --scratch-path .build-slots -Xswiftc -enable-testing \
	  --filter ScenariosTests $(TESTS) $(ARGS)

check-api: build ## Thousands of requests made from the API's own description, good ones and bad ones
	@tools/setup api
	@tools/schemathesis "$$(swift build $(RELEASE) --show-bin-path)/calento" $(ARGS)

check-security: build ## wapiti and sqlmap against the public pages and the owner's
	@tools/setup security
	@tools/security "$$(swift build $(RELEASE) --show-bin-path)/calento" $(ARGS)

bench: build ## Measures this machine against nginx and pgbench, in one run
	@tools/setup bench
	@python3 tools/bench "$$(swift build $(RELEASE) --show-bin-path)/calento" $(ARGS)

fuzz: ## Feeds every parser bad input for TIME seconds each (60 unless set)
	@tools/setup build run
	@tools/fuzz $(or $(TIME),60) $(TARGETS)

db: build ## A psql prompt on Calento's database
	@exec "$$(swift build $(RELEASE) --show-bin-path)/calento" db $(ARGS)

migrate: build ## Brings the database up to date
	@"$$(swift build $(RELEASE) --show-bin-path)/calento" migrate up
