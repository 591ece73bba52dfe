"""Requests per second of the entity page beside bare Django views in the same process."""

import http.client
import io
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tools.bench.common import ROUNDS, percentile, table

REQUESTS = 300
OFFICER = "shijian"
LEAST_RECORDS, MOST_RECORDS = 20, 60  # of the entity that is looked at: an ordinary full page
WANTED = 0.3
MOST_QUERIES = 15
START_SECONDS = 60


def run() -> str:
    """Every contender in turn, three rounds, through one gunicorn worker."""
    from credit_portal.accounts.models import User

    call_command("build_demo", stdout=io.StringIO())
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=OFFICER))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    addresses = _addresses()
    rates: dict[str, list[float]] = {name: [] for name in addresses}
    slowest: dict[str, float] = {}
    with _server() as port:
        for _ in range(ROUNDS):
            for name, address in addresses.items():
                times = _ask(port, address, cookie)
                rates[name].append(len(times) / sum(times))
                slowest[name] = percentile(times, 0.95) * 1000
    floor = statistics.median(rates["bare Django view"])
    rows = [
        [name, median, median / floor, slowest[name], _queries(client, addresses[name])]
        for name, median in ((name, statistics.median(rates[name])) for name in addresses)
    ]
    head = ["page", "requests/s", "of the bare view", "p95 ms", "queries"]
    return (
        "## Entity page\n\n"
        f"One gunicorn worker, {REQUESTS} requests one after another, signed in. The bare view"
        " reads the same entity and its twenty last records and prints them as a table: no frame,"
        " no visibility rule, no counts, no logged look-up.\n\n"
        f"{table(head, rows)}\n\n"
        f"Wanted: at least {WANTED} of the bare view, fewer than {MOST_QUERIES} queries."
    )


def _addresses() -> dict[str, str]:
    from entities.models import CreditRecord

    sizes = CreditRecord.objects.values_list("entity__uscc").annotate(size=Count("pk"))
    code = sizes.filter(size__gte=LEAST_RECORDS, size__lte=MOST_RECORDS).order_by("entity__uscc")[
        0
    ][0]
    return {
        "empty response": "/bench/empty/",
        "bare Django view": f"/bench/bare/{code}/",
        "desk page": f"/desk/entities/{code}/",
        "public page": f"/entities/{code}/",
    }


def _queries(client: Client, address: str) -> int | str:
    """Queries of a page, once everything is warm; the bare views are not in the portal."""
    if address.startswith("/bench/"):
        return "–"
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def _ask(port: int, address: str, cookie: str) -> list[float]:
    times = []
    for _ in range(REQUESTS):
        start = time.perf_counter()
        session = http.client.HTTPConnection("127.0.0.1", port)
        session.request("GET", address, headers={"Cookie": cookie})
        response = session.getresponse()
        response.read()
        session.close()
        times.append(time.perf_counter() - start)
        if response.status != http.HTTPStatus.OK:
            raise SystemExit(f"{address} answered {response.status}")
    return times


@contextmanager
def _server() -> Iterator[int]:
    """Gunicorn with one worker on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", "tools.bench.page_app:application", "--workers=1",
        f"--bind=127.0.0.1:{port}", "--log-level=error",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=os.environ)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("gunicorn did not start")
