"""Data errors that readers of the public site report, and what the reporting agency answers."""
