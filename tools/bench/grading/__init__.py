"""Grading measured on a synthetic city: beside floors of the database, a plain loop and peers."""
