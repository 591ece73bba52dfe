"""Supervision: what follows from a grade, by whom, on what basis, and until when.

``treatment`` answers what a business may use and how often it is inspected; ``inspections`` draws
and visits at random so that anybody can check the draw; ``listings`` and ``measures`` hold
restrictions, each resting on a document and in force by its dates alone.
"""
