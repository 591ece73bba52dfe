"""Pages of campaigns and of the log of education."""
