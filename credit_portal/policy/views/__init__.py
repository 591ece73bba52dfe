"""The policy on the desk."""
