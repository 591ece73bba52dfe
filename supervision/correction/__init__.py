"""Rectification orders and interviews: ordered, followed up, kept on record."""
