#!/usr/bin/env python3
"""Django's command line; in a checkout it starts the embedded services where none are named."""

import os
import sys


def main() -> int:
    """Run one management command."""
    if "DATABASE_URL" not in os.environ:
        from tools.command import run_manage

        return run_manage(sys.argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "credit_portal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
