"""The change feed: what became of facts that others may have taken over, and who has seen it."""
