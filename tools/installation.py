"""Install what a checkout needs into the checkout; nothing happens where nothing changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.console import Failure, step
from tools.home import ROOT, held

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_VENV = ROOT / ".venv-node"
REQUIREMENTS = ROOT / "requirements"


def install() -> None:
    """Bring ``.venv`` and ``node_modules`` up to the locked requirements."""
    with held(ROOT / ".setup.lock", wait=True):
        _install_requirements(VENV, REQUIREMENTS / "dev.txt")
        install_packages(ROOT)


def install_peers() -> None:
    """Add the libraries that the measurements compare with to ``.venv``."""
    with held(ROOT / ".setup.lock", wait=True):
        _install_requirements(VENV, REQUIREMENTS / "bench.txt")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _run(arguments: Sequence[str | Path], *, cwd: Path = ROOT, path: str = "") -> None:
    environment = {**os.environ, "PATH": path or os.environ.get("PATH", os.defpath)}
    if subprocess.run(arguments, cwd=cwd, env=environment, stdout=sys.stdout).returncode:
        raise Failure(f"This failed: {' '.join(map(str, arguments))}")


def _install_requirements(venv: Path, requirements: Path) -> None:
    """Install a lock file into a virtual environment, unless it is there already."""
    stamp, digest = venv / f"installed-{requirements.stem}", _digest(requirements)
    if stamp.exists() and stamp.read_text() == digest:
        return
    with step(f"install {requirements.relative_to(ROOT)} into {venv.name}"):
        python = venv / "bin" / "python"
        if not python.exists():
            _create_venv(venv)
        _run([python, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar=off",
              "--only-binary", ":all:", "--require-hashes", "-r", requirements])  # fmt: skip
        stamp.write_text(digest)


def _create_venv(venv: Path) -> None:
    """Make a virtual environment, also where Debian leaves ``ensurepip`` out."""
    made = subprocess.run([sys.executable, "-m", "venv", venv], capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(venv, ignore_errors=True)
        raise Failure(
            f"{sys.executable} cannot make a virtual environment; on Debian and Ubuntu install "
            f"the package python3-venv.\n{made.stdout}{made.stderr}"
        )


def install_packages(folder: Path) -> None:
    """Run ``npm ci`` in a folder when its lock file changed; packages run no scripts."""
    lock, stamp = folder / "package-lock.json", folder / "node_modules" / ".installed"
    if not lock.exists():
        return
    digest = _digest(lock)
    if stamp.exists() and stamp.read_text() == digest:
        return
    with step(f"npm ci ({lock.relative_to(ROOT)})"):
        _run(["npm", "ci", "--ignore-scripts", "--no-fund", "--no-audit"], cwd=folder,
             path=node_path())  # fmt: skip
        stamp.write_text(digest)


def node_path() -> str:
    """Return a search path with ``node`` and ``npm``, out of a wheel where they are missing."""
    path = os.environ.get("PATH", os.defpath)
    if shutil.which("node") and shutil.which("npm"):
        return path
    _install_requirements(NODE_VENV, REQUIREMENTS / "node.txt")
    return f"{NODE_VENV / 'bin'}{os.pathsep}{path}"
