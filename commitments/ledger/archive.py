"""The ledger with the scans it names, in one zip."""

import shutil
import zipfile
from pathlib import Path

from django.core.files.storage import Storage

from commitments.ledger import rows
from commitments.ledger.columns import attachment_name
from commitments.ledger.rows import LedgerScope
from commitments.models import CommitmentScan

FOLDER = "承诺书"


def write_archive(path: Path, workbook: Path, workbook_name: str, scope: LedgerScope) -> int:
    """Zip the workbook and every scan under the name of its 附件文件名; returns how many scans.

    Scans are stored as they are: PDF and JPG do not shrink.
    """
    storage: Storage = CommitmentScan._meta.get_field("file").storage
    count = 0
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(workbook, workbook_name)
        for row, stored in rows.scans(scope):
            target = zipfile.ZipInfo(f"{FOLDER}/{attachment_name(row)}")
            with storage.open(stored) as scan, archive.open(target, "w") as entry:
                shutil.copyfileobj(scan, entry)
            count += 1
    return count
