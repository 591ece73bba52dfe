"""The frozen roster as a compressed file: written once, read as a stream, checked by its digest."""

import gzip
import hashlib
import io
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, cast

from django.core.files import File

from credit_portal.shared.errors import Refused
from supervision.drawing import Candidate
from supervision.models import InspectionDraw

BUFFER_BYTES = 1 << 20


@dataclass
class Frozen:
    """A roster that was written.

    Attributes:
        sizes: stratum → how many businesses.
        most_barred: agency → how many of its inspectors stand back from one business at most.
    """

    sha256: str
    sizes: Counter[str] = field(default_factory=Counter)
    most_barred: Counter[str] = field(default_factory=Counter)

    @property
    def size(self) -> int:
        return self.sizes.total()


def freeze(candidates: Iterable[Candidate], agency_of: dict[str, str], out: IO[bytes]) -> Frozen:
    """Write the roster, line by line, and its digest on the way."""
    digest, frozen = hashlib.sha256(), Frozen("")
    # Without a time in its head the same roster is the same file. Digests hardly get smaller.
    packer = gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1, mtime=0)
    with io.BufferedWriter(cast(io.RawIOBase, packer), BUFFER_BYTES) as packed:
        for candidate in candidates:
            line = candidate.line.encode()
            packed.write(line)
            digest.update(line)
            frozen.sizes[candidate.stratum] += 1
            if candidate.barred:
                frozen.most_barred |= Counter(
                    agency_of[number] for number in candidate.barred if number in agency_of
                )
    frozen.sha256 = digest.hexdigest()
    return frozen


def new_file() -> IO[bytes]:
    """Where a roster is written before it is kept."""
    return cast(IO[bytes], tempfile.TemporaryFile())


def stored(out: IO[bytes], sha256: str) -> File:
    """The file to keep, under its digest."""
    out.seek(0)
    return File(out, name=f"{sha256}.txt.gz")


def lines_of(draw: InspectionDraw) -> Iterator[str]:
    """The lines of a kept roster.

    Raises:
        Refused: it is not what was announced; raised after the last line.
    """
    digest = hashlib.sha256()
    with draw.roster.open("rb") as packed, gzip.open(packed) as lines:
        for line in lines:
            digest.update(line)
            yield line.decode()
    if digest.hexdigest() != draw.announcement["roster_sha256"]:
        raise Refused("roster_damaged", "名册文件与公告的摘要不符，不能抽取；请联系系统管理员。")
