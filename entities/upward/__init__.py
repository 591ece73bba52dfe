"""Permits and penalties on their way up: a month's records as a file of the national layout."""
