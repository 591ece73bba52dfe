"""单位评分: counted once a month, ranked in a table, followed by praise and criticism."""
