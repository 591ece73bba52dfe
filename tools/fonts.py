"""The Chinese fonts that the portal prints with, for a Chromium on a machine that has none."""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_zh_cn

CONFIGURATION = """<?xml version="1.0"?>
<fontconfig><dir>/usr/share/fonts</dir><dir>{folder}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def write_configuration(folder: Path) -> Path:
    """Write what ``FONTCONFIG_FILE`` may name into a folder."""
    configuration = folder / "fonts.conf"
    installed = Path(pylopdf_fonts_zh_cn.__file__).parent
    configuration.write_text(CONFIGURATION.format(folder=installed, cache=folder / "cache"))
    return configuration
