"""Run the named measurements (all by default): ``python -m tools.bench [--write] [name …]``."""

import argparse
import importlib
from pathlib import Path

from tools.bench.common import conditions, prepare

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent.parent / "docs" / "performance.md"
# The entity page first: its city is built only where no business stands yet.
NAMES = sorted(
    (path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py")),
    key=lambda name: (name != "entity_page", name),
)
HEAD = "# Performance\n\nMeasured by `make bench`; medians of three, everything in one run.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--write", action="store_true", help="keep the sections in docs/")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(NAMES):
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    prepare()
    for name in arguments.names or NAMES:
        section = importlib.import_module(f"tools.bench.bench_{name}").run()
        section = f"{section.strip()}\n\n{conditions()}\n"
        print(section, flush=True)
        if arguments.write:
            keep(name, section)


def keep(name: str, section: str) -> None:
    """Put the section into docs/performance.md in place of the former one."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    before, found, rest = text.partition(start)
    after = rest.partition(end)[2] if found else ""
    before = before if found else f"{before.rstrip()}\n\n"
    PAGE.write_text(f"{before}{start}{section}{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
