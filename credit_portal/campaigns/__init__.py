"""专项工作 of a year: who hands in which plan and summary by when; and 准入前诚信教育."""
