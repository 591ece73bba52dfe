"""What grading does when something happened: it only enqueues a task."""

from credit_portal.shared.events import receives
from entities.events import FactContested, FactRecorded, FactRepaired, FactWithdrawn, FileImported
from grading import tasks
from grading.events import RunCompleted


@receives(FactRecorded)
def regrade_recorded(_event: FactRecorded) -> None:
    tasks.request_regrade("新增信用记录")


@receives(FactWithdrawn)
def regrade_withdrawn(_event: FactWithdrawn) -> None:
    tasks.request_regrade("撤回或更正信用记录")


@receives(FactRepaired)
def regrade_repaired(_event: FactRepaired) -> None:
    tasks.request_regrade("信用修复")


@receives(FactContested)
def regrade_contested(_event: FactContested) -> None:
    tasks.request_regrade("异议标注")


@receives(FileImported)
def regrade_imported(_event: FileImported) -> None:
    tasks.request_regrade("部门数据入库")


@receives(RunCompleted)
def count_distribution(event: RunCompleted) -> None:
    tasks.keep_distribution.delay(event.run_id)
