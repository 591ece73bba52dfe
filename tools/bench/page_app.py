"""The portal with bare views beside it, in one process: what gunicorn runs for the measurement."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "credit_portal.settings")
application = get_wsgi_application()
settings.ROOT_URLCONF = "tools.bench.page_urls"
