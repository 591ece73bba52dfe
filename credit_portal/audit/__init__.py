"""Append-only, hash-chained log of acts and look-ups."""
