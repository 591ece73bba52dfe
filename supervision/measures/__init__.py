"""Measures on the desk: from initiation to the report of their execution."""
