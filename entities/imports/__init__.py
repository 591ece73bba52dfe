"""Import of department files: file → staging table → set-based checks → register.

The rules of a cell live once, as pure functions in ``values``; the bulk is SQL. The distinct values
of every typed column are read once by those functions and joined back, so that a file of 200,000
rows never becomes 200,000 Python objects.
"""
