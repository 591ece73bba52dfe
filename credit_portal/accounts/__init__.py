"""Users, agencies, roles."""
