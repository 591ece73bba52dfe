"""Self-declared information: committed to, reviewed, published for objections, then counted."""
