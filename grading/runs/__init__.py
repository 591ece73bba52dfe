"""Evaluation runs: when they begin, what they changed, and how grades are spread."""
