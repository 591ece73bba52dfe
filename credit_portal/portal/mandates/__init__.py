"""Pages of mandates: for those who act for a business, and for the window."""
