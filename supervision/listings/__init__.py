"""Lists: on the desk, for the business concerned, and for everybody."""
