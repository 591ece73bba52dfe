# Thin names for tools/dev.py, which explains itself: make help

.DEFAULT_GOAL := help
.PHONY: run test setup check bench screens help

run test setup check bench screens help:
	@python3 tools/dev.py $@ $(ARGS)
