"""Writes of supervision, one function per act."""
