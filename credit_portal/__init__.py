"""The credit portal (信用分级分类监管平台)."""

from credit_portal.celery import app as celery_app

__all__ = ["celery_app"]
