"""Pages of repair."""
