"""Logging in at an identity provider: OpenID Connect, and service tickets beside it."""
