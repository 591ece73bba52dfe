"""Which keys the program writes into the details of audit entries, read from its text."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = (
    "credit_portal", "entities", "grading", "supervision", "commitments", "declarations", "repair",
    "disputes",
)  # fmt: skip


def written_keys() -> dict[str, str]:
    """Key → a module that writes it."""
    found: dict[str, str] = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if "audit" in text:
                name = str(path.relative_to(ROOT))
                found.update(dict.fromkeys(_keys_of(ast.parse(text)), name))
    return found


def _keys_of(module: ast.Module) -> set[str]:
    functions = {
        node.name: node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)
    }  # fmt: skip
    keys: set[str] = set()
    for function in functions.values():
        local = _local_values(function)
        for given in _details(function):
            keys |= _literal_keys(given, functions, local)
    return keys


def _details(function: ast.FunctionDef) -> Iterator[ast.expr]:
    """What a function gives as ``before`` or ``after``, to the log or to a helper of its module."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield from (k.value for k in node.keywords if k.arg in ("before", "after"))


def _local_values(function: ast.FunctionDef) -> dict[str, ast.expr]:
    return {
        target.id: node.value
        for node in ast.walk(function) if isinstance(node, ast.Assign)
        for target in node.targets if isinstance(target, ast.Name)
    }  # fmt: skip


def _literal_keys(
    value: ast.expr, functions: dict[str, ast.FunctionDef], local: dict[str, ast.expr]
) -> set[str]:
    """Keys of the dicts in an expression, and in the functions and local names that it uses."""
    keys: set[str] = set()
    for node in ast.walk(value):
        if isinstance(node, ast.Dict):
            keys |= {k.value for k in node.keys if isinstance(k, ast.Constant)}
        elif isinstance(node, ast.Name) and node.id in local:
            keys |= _literal_keys(local[node.id], functions, {})
        elif isinstance(node, ast.Name) and node.id in functions:
            for part in functions[node.id].body:
                if isinstance(part, ast.Return) and part.value:
                    keys |= _literal_keys(part.value, functions, {})
    return keys
