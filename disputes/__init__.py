"""Disputes: a business contests a record, a grade or a listing; decided in working days."""
