"""Reading one pack from TOML: everything wrong with it is named at its path, at once."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from credit_portal.policy.choices import Certainty, PackLevel, Unit
from credit_portal.policy.schema.clause import Clause, Document, PackHeader
from credit_portal.policy.schema.leaves import Leaf, all_leaves
from credit_portal.policy.schema.values import (
    ValueProblem,
    check_unit,
    read_record,
    read_value,
)
from credit_portal.policy.schema.words import key_in_words, keys_in_words, place_in_words
from credit_portal.shared.errors import Invalid

NATIONAL_REGION = "000000"
REGION_DIGITS = 6
LONGEST_SOURCE = 200  # acts keep what they rest on
CLAUSE_KEYS = ("value", "document", "clause", "certainty")


class PackInvalid(Invalid):
    """A pack that cannot be taken; ``fields`` maps each path to its sentence."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        first_path, first = next(iter(problems.items()))
        where = f"{place_in_words(first_path)}：" if first_path else ""
        super().__init__(
            "pack_invalid", f"政策包有 {len(problems)} 处错误。{where}{first}", problems
        )


@dataclass(frozen=True)
class PackSource:
    """What one pack itself says, before the higher levels are joined to it."""

    header: PackHeader
    documents: Mapping[str, Document]
    clauses: Mapping[str, Clause[Any]]
    digest: str

    @property
    def code(self) -> str:
        return self.header.code

    @property
    def level(self) -> PackLevel:
        return self.header.level


def digest_of(text: str) -> str:
    """SHA-256 of a pack's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def parse_pack(text: str) -> PackSource:
    """Read and check one pack.

    Raises:
        PackInvalid: with one sentence per path.
    """
    try:
        tree = tomllib.loads(text)
    except RecursionError:
        raise PackInvalid({"": "层次过多，请核对括号。"}) from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        where = "第 {} 行第 {} 列".format(*place.groups()) if place else "结尾处"
        raise PackInvalid({"": f"{where}不符合 TOML 的写法。"}) from None
    return _Reader(tree).read(digest_of(text))


class _Reader:
    """Walks the TOML tree beside the schema and collects problems."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.header_table = tree.pop("pack", {})
        self.document_tables = tree.pop("documents", {})
        self.tree = tree
        self.problems: dict[str, str] = {}

    def read(self, digest: str) -> PackSource:
        header = self._record("pack", PackHeader, self.header_table)
        documents = self._documents()
        if header:
            self._check_header(header, documents)
        code = header.code if header else ""
        clauses = {
            leaf.path: clause
            for leaf, table in self._tables(self.tree, "")
            if (clause := self._clause(leaf, table, documents, code))
        }
        if self.problems:
            raise PackInvalid(self.problems)
        order = {path: clauses[path] for path in all_leaves() if path in clauses}
        return PackSource(header, documents, order, digest)

    def _record(self, path: str, record: Any, table: Any) -> Any:
        try:
            return read_record(record, table)
        except ValueProblem as problem:
            self.problems[problem.inside(path).path] = problem.sentence
            return None

    def _documents(self) -> dict[str, Document]:
        documents: dict[str, Document] = {}
        if not isinstance(self.document_tables, dict):
            self.problems["documents"] = "应为表，逐个写明文件。"
            return documents
        for code, table in self.document_tables.items():
            told = {"code": code, **table} if isinstance(table, dict) else table
            document = self._record(f"documents.{code}", Document, told)
            if document:
                documents[code] = document
        return documents

    def _check_header(self, header: PackHeader, documents: Mapping[str, Document]) -> None:
        if header.document not in documents:
            self.problems["pack.document"] = f"没有名为“{header.document}”的文件。"
        if len(header.region_code) != REGION_DIGITS or not header.region_code.isdigit():
            self.problems["pack.region_code"] = f"应为 6 位数字，现为“{header.region_code}”。"
        elif (header.region_code == NATIONAL_REGION) != (header.level == PackLevel.NATIONAL):
            self.problems["pack.region_code"] = "国家级政策包用 000000，且只有它用。"
        if not header.extends and header.level != PackLevel.NATIONAL:
            self.problems["pack.extends"] = "地方政策包须以国家级政策包为基础。"

    def _tables(self, tree: Any, path: str) -> Iterator[tuple[Leaf, dict[str, Any]]]:
        """Tables of the file that stand at a path of the schema; refuses all others."""
        for key, table in tree.items():
            child = f"{path}.{key}" if path else key
            if leaf := all_leaves().get(child):
                if isinstance(table, dict):
                    yield leaf, table
                else:
                    self.problems[child] = f"应为表，写明{keys_in_words(CLAUSE_KEYS)}。"
            elif isinstance(table, dict) and _is_branch(child):
                yield from self._tables(table, child)
            else:
                self.problems[child] = "政策包没有这一项，请核对写法。"

    def _clause(
        self, leaf: Leaf, table: dict[str, Any], documents: Mapping[str, Document], pack: str
    ) -> Clause[Any] | None:
        try:
            return _read_clause(leaf, dict(table), documents, pack)
        except ValueProblem as problem:
            self.problems[problem.inside(leaf.path).path] = problem.sentence
            return None


@dataclass(frozen=True, kw_only=True)
class _Provenance:
    """The keys that stand beside a value."""

    document: str
    clause: str
    certainty: Certainty
    unit: Unit | None = None
    note: str = ""
    binding: bool = False


def _read_clause(
    leaf: Leaf, table: dict[str, Any], documents: Mapping[str, Document], pack: str
) -> Clause[Any]:
    if "value" not in table:
        raise ValueProblem(f"缺少{key_in_words('value')}。", "value")
    raw = table.pop("value")
    beside = read_record(_Provenance, table)
    if beside.document not in documents:
        raise ValueProblem(f"没有名为“{beside.document}”的文件。", "document")
    if not beside.clause.strip():
        raise ValueProblem("没有写明条款。", "clause")
    check_unit(leaf.hint, beside.unit)
    try:
        value = read_value(leaf.hint, raw)
    except ValueProblem as problem:
        raise problem.inside("value") from None
    clause: Clause[Any] = Clause(
        value=value,
        document=documents[beside.document],
        clause=beside.clause,
        certainty=beside.certainty,
        unit=beside.unit,
        note=beside.note,
        binding=beside.binding,
        pack=pack,
    )
    if len(clause.source) > LONGEST_SOURCE:
        raise ValueProblem(f"文件名称和条款合计超过 {LONGEST_SOURCE} 个字，请写简称。", "clause")
    return clause


def _is_branch(path: str) -> bool:
    return any(known.startswith(f"{path}.") for known in all_leaves())
