# The only entry points. Each is one script of scripts/, where its exit codes and its reasons are written.
.PHONY: run test check bench fuzz dist setup

run: ## builds and opens the window; without a display makes the demo's papers
	@scripts/run

test: ## sets up and runs every test
	@scripts/test

check: ## formatting, lints, docs, types, licences, generated files
	@scripts/check

bench: ## the measured goals beside their peers
	@scripts/bench

fuzz: ## kills, cuts and damage at length; hostile input for every reader, FUZZ_SECONDS (300) from FUZZ_SEED (1)
	@scripts/fuzz

dist: ## packages for schools (.deb, .rpm) into target/dist
	@scripts/dist

setup: ## installs what building and testing need
	@scripts/setup test
