"""Lists and measures; inspections from the item list to the published result."""
