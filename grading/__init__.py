"""Grading: every business A to E, from its facts, explained and reproducible.

The way through: ``models.ScoringModel`` (edited in the desk) → ``spec`` (plain values) →
``compiling`` (one SQL expression) → ``evaluation`` (a run over the city), ``explanation`` (one
business on any day) and ``laboratory`` (what a change would do). The rules are written once.
"""
