"""The portal's Celery application with the jobs of the tests."""

from credit_portal.celery import app

app.conf.include = ["tests.jobs.kinds"]
