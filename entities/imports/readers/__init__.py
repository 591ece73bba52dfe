"""Opening a department file: the tables in it, their first rows, and their way into PostgreSQL."""
