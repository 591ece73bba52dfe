"""What repair does when something happened below: it only enqueues a task."""

from credit_portal.shared.events import receives
from entities.events import FactRecorded, FactWithdrawn, FileImported
from repair import tasks


@receives(FactRecorded)
def notify_recorded(event: FactRecorded) -> None:
    tasks.notify_of_record.delay(event.record_id)


@receives(FactWithdrawn)
def notify_corrected(event: FactWithdrawn) -> None:
    if event.replaced_by_id:
        tasks.notify_of_record.delay(event.replaced_by_id)


@receives(FileImported)
def notify_imported(event: FileImported) -> None:
    tasks.notify_of_batch.delay(event.batch_id)
