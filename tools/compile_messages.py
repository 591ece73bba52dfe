"""Compile the portal's translations; run it after a change of a ``.po`` file.

The compiled file is kept in the repository, because a server needs neither gettext nor polib.
"""

from pathlib import Path

import polib

LOCALES = Path(__file__).resolve().parent.parent / "credit_portal" / "shared" / "locale"


def main() -> None:
    """Write a ``.mo`` file beside each ``.po`` file."""
    for source in LOCALES.glob("*/LC_MESSAGES/*.po"):
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))


if __name__ == "__main__":
    main()
