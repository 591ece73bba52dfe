#!/usr/bin/env python3
"""Django's command line. Starts the embedded services when nothing else is configured."""

import os
import sys


def main() -> None:
    """Run a management command with the environment prepared by ``tools.services``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "credit_portal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
