"""Scoring models and the policy laboratory on the desk (政策实验室)."""
