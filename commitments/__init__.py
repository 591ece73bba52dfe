"""Credit commitments: items, templates, life cycle, monthly ledger."""
