"""The stand-alone script: yes to what the portal draws, no to anything touched."""

import ast
import copy
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision import drawing
from tests.supervision.drawn import POOL, SCRIPT, Candidate, document, run_script, verifier

VERIFY = verifier()
HONEST = document()


def says_yes(result: dict[str, Any]) -> bool:
    try:
        VERIFY.check(result)
    except Exception:
        return False
    return True


@pytest.mark.parametrize(
    "result", [HONEST, document(salt="salt"), document(source="双色球"), document(count=0)]
)
def test_it_agrees_with_the_portal(result: dict[str, Any]) -> None:
    assert says_yes(result)


def test_it_stands_alone() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 100
    imported = {
        alias.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported <= sys.stdlib_module_names


def test_anybody_can_run_it(tmp_path: Path) -> None:
    path = tmp_path / "draw.json"
    path.write_text(json.dumps(HONEST), encoding="utf-8")
    code, text = run_script(path)
    assert (code, text[:2]) == (0, "是。")
    assert HONEST["announcement_sha256"] in text
    assert run_script(path, HONEST["announcement_sha256"])[0] == 0
    assert run_script(path, "0" * 64) == (1, "否。公告摘要与公布的摘要不符\n")
    path.write_text("{", encoding="utf-8")
    code, text = run_script(path)
    assert (code, text[:2]) == (1, "否。")
    assert run_script(tmp_path / "missing.json")[0] == 1


def reannounced(result: dict[str, Any]) -> dict[str, Any]:
    """A forger who also writes the digests anew, as far as he can."""
    announced = result["announcement"]
    announced["roster_sha256"] = drawing.digest_of(result["roster"])
    announced["seed_sha256"] = drawing.digest_of(result["seed"])
    result["announcement_sha256"] = drawing.announcement_digest(announced)
    return result


def without_first(result: dict[str, Any]) -> None:
    result["roster"] = result["roster"].partition("\n")[2]


def other_seed(result: dict[str, Any]) -> None:
    result["seed"] = "another"


def other_share(result: dict[str, Any]) -> None:
    result["announcement"]["strata"][1]["percent"] += 20


def no_share(result: dict[str, Any]) -> None:
    result["announcement"]["strata"][0]["percent"] = 0


def spared(result: dict[str, Any]) -> None:
    result["drawn"].pop(0)


def exchanged(result: dict[str, Any]) -> None:
    drawn = {row["id"] for row in result["drawn"]}
    lines = result["roster"].splitlines()
    result["drawn"][0]["id"] = next(key for line in lines if (key := line[:18]) not in drawn)


def friend_sent(result: dict[str, Any]) -> None:
    row = result["drawn"][0]
    row["inspectors"][0] = next(m.number for m in POOL if m.number not in row["inspectors"])


def pool_thinned(result: dict[str, Any]) -> None:
    result["announcement"]["inspectors"].pop()


TAMPERINGS = [
    without_first, other_seed, other_share, no_share, spared, exchanged, friend_sent, pool_thinned,
]  # fmt: skip


@pytest.mark.parametrize("tamper", TAMPERINGS)
def test_tampering_is_found(tamper: Any) -> None:
    result = copy.deepcopy(HONEST)
    tamper(result)
    assert not says_yes(result)
    # Digests written anew do not help: the result no longer follows from them,
    # or the announcement is not the one that was published.
    again = reannounced(copy.deepcopy(result))
    with pytest.raises(VERIFY.Differs):
        VERIFY.check(again, HONEST["announcement_sha256"])


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [leaf for key, part in value.items() for leaf in leaves(part, (*path, key))]
    if isinstance(value, list):
        return [leaf for n, part in enumerate(value) for leaf in leaves(part, (*path, n))]
    return [path]


CHECKED = [path for path in leaves(HONEST) if path[0] != "format"]


@given(data=st.data())
def test_no_value_can_be_changed(data: st.DataObject) -> None:
    result = copy.deepcopy(HONEST)
    *way, last = data.draw(st.sampled_from(CHECKED))
    place: Any = result
    for key in way:
        place = place[key]
    old = place[last]
    if isinstance(old, str):
        at = data.draw(st.integers(0, len(old)))
        place[last] = old[:at] + data.draw(st.sampled_from("0aZ,\n ")) + old[at:]
    else:
        place[last] = data.draw(st.integers().filter(lambda new: new != old))
    assert not says_yes(result)


def swapped(result: dict[str, Any], incoming: str | None = None) -> dict[str, Any]:
    """The first inspector of the first business replaced by the next in order."""
    row = result["drawn"][0]
    line = next(line for line in result["roster"].splitlines() if line.startswith(row["id"]))
    orders = drawing.inspectors_by_order(Candidate.of_line(line), POOL, result["seed"])
    out = row["inspectors"][0]
    order = next(order for order in orders.values() if out in order)
    row["swaps"] = [{"out": out, "in": incoming or order[2], "reason": "因病不能参加"}]
    return result


def test_a_swap_goes_to_the_next_in_order() -> None:
    assert says_yes(swapped(copy.deepcopy(HONEST)))
    wrong = swapped(copy.deepcopy(HONEST))
    taken = {*wrong["drawn"][0]["inspectors"], wrong["drawn"][0]["swaps"][0]["in"]}
    for member in POOL:
        if member.number not in taken:
            assert not says_yes(swapped(copy.deepcopy(HONEST), member.number))
    unexplained = swapped(copy.deepcopy(HONEST))
    unexplained["drawn"][0]["swaps"][0]["reason"] = ""
    assert not says_yes(unexplained)
