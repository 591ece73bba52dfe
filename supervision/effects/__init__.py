"""成效统计 of measures: how many, how fast, with what result."""
