"""An identity provider for demonstrations and tests: whoever asks is whoever they choose.

OpenID Connect and tickets, so that the whole login runs on one machine over real HTTP. Its
addresses exist only while ``PORTAL_TEST_IDENTITY_PROVIDER`` is on, which production refuses.
"""
