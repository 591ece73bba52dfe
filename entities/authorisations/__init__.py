"""Authorisations of businesses on their pages: given, followed, taken back."""
