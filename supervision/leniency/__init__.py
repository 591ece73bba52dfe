"""免罚轻罚清单: what is not, or lightly, punished the first time; asked at every penalty."""
