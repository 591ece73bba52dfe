"""Pages of the desk: window, commitments, items and letters, ledgers."""
