# Thin names for tools/dev.py, which explains itself: make help

.DEFAULT_GOAL := help
.PHONY: run test setup check bench help

run test setup check bench help:
	@python3 tools/dev.py $@ $(ARGS)
