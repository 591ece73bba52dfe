"""Kinds of jobs that only tests know; the worker of the tests imports them as well."""

import io
import time
from pathlib import Path

from django.db import connection, transaction

from credit_portal.jobs.handle import JobHandle
from credit_portal.jobs.registry import job_kind
from credit_portal.shared.errors import Refused


@job_kind("tests.count", "数数", guard=lambda by, params: None)
def count(job: JobHandle) -> None:
    """Counts, and delivers a file inside a transaction."""
    total = job.params.get("total", 3)
    with transaction.atomic():
        for number in range(total):
            job.progress(number + 1, total, f"第 {number + 1} 个")
            job.log(f"数到 {number + 1}")
        job.save_result(io.BytesIO("结果".encode()), "结果.txt")


@job_kind("tests.refuse", "拒绝")
def refuse(job: JobHandle) -> None:
    """Delivers a file and then meets a rule of the domain."""
    job.save_result(io.BytesIO(b"half"), "half.txt")
    raise Refused("no", "这批数据不能处理。")


@job_kind("tests.crash", "崩溃")
def crash(job: JobHandle) -> None:
    """A mistake of the program."""
    raise ValueError("secret detail")


@job_kind("tests.hang", "停住")
def hang(job: JobHandle) -> None:
    """The first time it hangs in an open transaction; the second time it finishes."""
    marker = Path(job.params["marker"])
    if marker.exists():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        job.progress(1, 4, "事务未提交")
        marker.touch()
        time.sleep(60)
