"""The measurements of docs/performance.md.

Each ``bench_<name>.py`` has ``run() -> str``: it measures the portal beside its floor and its
peers in one run and returns a section of Markdown. ``python -m tools.bench [name …]`` runs them.
"""
