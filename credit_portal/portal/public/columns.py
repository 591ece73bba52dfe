"""栏目: the ten kinds of administrative acts; permits and penalties make the 双公示."""

from dataclasses import dataclass

from entities.choices import RecordKind

DOUBLE_PUBLICITY = (RecordKind.PERMIT, RecordKind.PENALTY)


@dataclass(frozen=True)
class Column:
    """One list of publications; its address is the kind of record."""

    kind: RecordKind

    @property
    def slug(self) -> str:
        return str(self.kind.value)

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def is_double(self) -> bool:
        """Part of the 双公示."""
        return self.kind in DOUBLE_PUBLICITY


COLUMNS = {
    kind.value: Column(kind)
    for kind in (
        *DOUBLE_PUBLICITY,
        RecordKind.ENFORCEMENT,
        RecordKind.CONFIRMATION,
        RecordKind.LEVY,
        RecordKind.PAYMENT,
        RecordKind.ADJUDICATION,
        RecordKind.COMPENSATION,
        RecordKind.REWARD,
        RecordKind.INSPECTION,
    )
}
