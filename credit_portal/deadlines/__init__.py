"""Periods of working days that somebody has to keep: counted, paused, extended, watched."""
