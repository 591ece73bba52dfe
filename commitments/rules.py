"""The law of commitments as pure functions of values.

Sources: 江阴 三(一), 淮安区 二(一), 江西 一–三, and the national collection standard for 信用承诺.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from commitments.choices import (
    CommitmentKind,
    DisqualifyingEvent,
    PublicationLevel,
    Status,
)
from credit_portal.policy.choices import Convenience, LateRule, LedgerPeriod
from credit_portal.shared.workdays import (
    WorkCalendar,
    add_months,
    previous_workday,
    same_or_next_workday,
)
from entities.choices import DishonestyLevel, EntityStatus, PublicationScope
from supervision.rules import ConvenienceStance
from supervision.treatment.choices import Stance

CODE_LENGTH = 20
SERIAL_DIGITS = 6

SCOPE_OF_LEVEL = {
    PublicationLevel.PUBLIC: PublicationScope.PUBLIC,
    PublicationLevel.LIMITED: PublicationScope.GOVERNMENT,
    PublicationLevel.CLOSED: PublicationScope.AUTHORISED,
}
# A commitment that answers an application; the others are filed for publication.
APPROVAL_KINDS = frozenset(
    {
        CommitmentKind.APPROVAL_REPLACING,
        CommitmentKind.DEFERRED_DOCUMENTS,
        CommitmentKind.CERTIFICATE,
    }
)
# The convenience that a kind of commitment gives.
CONVENIENCES = {
    CommitmentKind.APPROVAL_REPLACING: Convenience.NOTIFIED_COMMITMENT,
    CommitmentKind.CERTIFICATE: Convenience.NOTIFIED_COMMITMENT,
    CommitmentKind.DEFERRED_DOCUMENTS: Convenience.DEFERRED_DOCUMENTS,
}
FILED_KINDS = (CommitmentKind.INDUSTRY_SELF_DISCIPLINE, CommitmentKind.VOLUNTARY)
GONE = frozenset({EntityStatus.DEREGISTERED, EntityStatus.CANCELLED})


@dataclass(frozen=True)
class LedgerRule:
    """By when the monthly report is due (淮安区 二(一): 每月5日前)."""

    due_day: int
    due_inclusive: bool
    period: LedgerPeriod
    late_rule: LateRule


@dataclass(frozen=True)
class CommitmentPolicy:
    """What the pack in force says about commitments.

    Attributes:
        applies_to: the acts for which commitments may stand in, in words.
        kind_names: kind → the document's own words for it.
        disqualifying_events: events that end a business's use of the commitment system.
        bar_clause: where the document says so.
        bar_months: for how long; ``None`` until the breach is repaired or withdrawn.
        immediate_clause: where it says that 告知承诺 is handled at once; empty where it does not.
        deferred_conditions, supplement_rule: when documents may follow later, and by when.
        publishes_templates: whether everybody may read the letters in force.
        recheck_months: after how many months a running commitment is checked again.
        breach_levels: 失信程度 of a commitment that was not kept, by its status.
        ledger_kinds, ledger_rule: what the monthly report covers, and by when.
        ledger_scans, ledger_receiver: whether the letters go with it, and to whom it goes.
        breach_sheet: whether breaches are reported by themselves, without waiting for the month.
    """

    applies_to: tuple[str, ...]
    kind_names: Mapping[CommitmentKind, tuple[str, ...]]
    disqualifying_events: frozenset[DisqualifyingEvent]
    bar_clause: str
    bar_months: int | None
    immediate_clause: str
    deferred_conditions: tuple[str, ...]
    supplement_rule: str
    publishes_templates: bool
    recheck_months: int
    breach_levels: Mapping[Status, DishonestyLevel]
    ledger_kinds: tuple[CommitmentKind, ...]
    ledger_rule: LedgerRule
    ledger_scans: bool
    ledger_receiver: str
    breach_sheet: bool

    def names(self, kind: str) -> tuple[str, ...]:
        """The document's own words for a kind."""
        return self.kind_names.get(CommitmentKind(kind), ())

    def kind_name(self, kind: str) -> str:
        """The document's words, else the national one."""
        return "、".join(self.names(kind)) or CommitmentKind(kind).label

    def reported_name(self, kind: str, local_name: str) -> str:
        """What the ledger calls it: the word that was chosen, else the only one there is."""
        names = self.names(kind)
        return local_name or (names[0] if len(names) == 1 else CommitmentKind(kind).label)


@dataclass(frozen=True)
class Bar:
    """Why a business may not use the commitment system: the event, the record, the clause."""

    record_id: int
    event: DisqualifyingEvent
    matter: str
    since: date
    until: date | None
    clause: str

    @property
    def sentence(self) -> str:
        end = f"{self.until:%Y年%m月%d日}起恢复" if self.until else "至违诺记录修复或撤回为止"
        return (
            f"该主体于{self.since:%Y年%m月%d日}因“{self.event.label}”被认定违诺"
            f"（{self.matter}），不再适用信用承诺制，{end}。依据：{self.clause}"
        )


@dataclass(frozen=True)
class Eligibility:
    """What a business may use on a date.

    Attributes:
        reasons: what bars it from the commitment system, i.e. from ``APPROVAL_KINDS``.
        refusal: why it may make no commitment at all; empty where it may.
        warnings: what the officer should look at first.
        stances: how supervision stands to each convenience; a measure bars, a class withholds.
    """

    reasons: tuple[Bar, ...] = ()
    refusal: str = ""
    warnings: tuple[str, ...] = ()
    stances: Mapping[Convenience, ConvenienceStance] = field(default_factory=dict)

    @property
    def allowed(self) -> bool:
        """Nothing bars it from the commitment system."""
        return not any(self.obstacle(kind) for kind in APPROVAL_KINDS)

    @property
    def barred(self) -> list[ConvenienceStance]:
        """What a measure in force takes from it, of all that commitments give."""
        given = dict.fromkeys(CONVENIENCES.values())
        found = (self.stances[convenience] for convenience in given if convenience in self.stances)
        return [line for line in found if line.stance == Stance.BARRED]

    def obstacle(self, kind: CommitmentKind) -> str:
        """The sentence that refuses ``kind``; empty where the business may use it."""
        if self.refusal:
            return self.refusal
        if self.reasons and kind in APPROVAL_KINDS:
            return self.reasons[0].sentence
        stance = self._stance(kind)
        if stance and stance.stance == Stance.BARRED:
            return f"该主体受到“{stance.convenience.label}”方面的限制：{stance.reason}。"
        return ""

    def is_withheld(self, kind: CommitmentKind) -> bool:
        """The class of the business excludes ``kind`` (江阴 三(五)): taken for a reason only."""
        stance = self._stance(kind)
        return stance is not None and stance.stance == Stance.NOT_OFFERED

    def caution(self, kind: CommitmentKind) -> str:
        """What the officer has to weigh before taking ``kind``; empty where nothing is to be."""
        stance = self._stance(kind)
        if stance is None:
            return ""
        if self.is_withheld(kind):
            return f"该类别不适用，仍要受理的须写明理由：{stance.reason}"
        if (kind, stance.stance) == (CommitmentKind.DEFERRED_DOCUMENTS, Stance.ORDINARY):
            return f"容缺受理须信用状况较好，请核实：{stance.reason}"  # 江阴 三(一)
        return ""

    def _stance(self, kind: CommitmentKind) -> ConvenienceStance | None:
        convenience = CONVENIENCES.get(kind)
        return self.stances.get(convenience) if convenience else None


@dataclass(frozen=True)
class LedgerDates:
    """When the ledger of a month is due, when to remind, and from when on it is late."""

    due_on: date
    remind_on: date
    late_after: date

    def is_late(self, submitted_on: date) -> bool:
        return submitted_on > self.late_after


def commitment_code(region_code: str, made_on: date, serial: int) -> str:
    """承诺编码: region of acceptance (6) + date of the commitment (8) + serial of the day (6)."""
    if serial >= 10**SERIAL_DIGITS:
        raise ValueError("serial numbers of the day are used up")
    return f"{region_code}{made_on:%Y%m%d}{serial:0{SERIAL_DIGITS}d}"


def bar_end(since: date, months: int | None) -> date | None:
    """First day on which the commitment system is open again; ``None`` where no end is set."""
    return None if months is None else add_months(since, months)


def fulfilled_in_time(
    recognised_on: date, valid_until: date | None, supplemented_on: date | None, due_on: date | None
) -> bool:
    """Kept by its day: documents by their due day, everything else by the end of its term."""
    if due_on is not None:
        return supplemented_on is not None and supplemented_on <= due_on
    return valid_until is None or recognised_on <= valid_until


@dataclass(frozen=True)
class Supplement:
    """Documents promised for later: by when, when they came, and whether they conform."""

    due_on: date
    supplied_on: date | None
    conforms: bool | None


def fitting_events(
    kind: str, supplement: Supplement | None, on: date
) -> tuple[DisqualifyingEvent, ...]:
    """Events that a breach recognised on a day may be (江阴 三(一)), the one that the dates show
    first; an untrue commitment is recognised by an act of its own.

    They belong to whoever applied for something; where documents were promised, their due day
    must be over.
    """
    late, bad = DisqualifyingEvent.NOT_SUPPLIED_IN_TIME, DisqualifyingEvent.NOT_CONFORMING
    if kind not in APPROVAL_KINDS:
        return ()
    if supplement is None:
        return (late, bad)
    if on <= supplement.due_on:
        return ()
    if supplement.conforms is None:
        return (late,)
    if not supplement.conforms:
        return (bad, late)
    assert supplement.supplied_on is not None, "judged with the day on which it came"
    return (late,) if supplement.supplied_on > supplement.due_on else ()


def ledger_dates(month: date, rule: LedgerRule, calendar: WorkCalendar) -> LedgerDates:
    """Dates of the report on ``month`` (its first day).

    淮安区 二(一) says "每月5日前…报送当月产生的"; it can only be done for the month before, so the
    report falls due in the month that follows the one it covers.
    """
    due_month = add_months(month, 1) if rule.period == LedgerPeriod.PREVIOUS_MONTH else month
    due = due_month.replace(day=rule.due_day) - timedelta(days=0 if rule.due_inclusive else 1)
    waits = rule.late_rule == LateRule.AFTER_NEXT_WORKDAY
    late_after = same_or_next_workday(due, calendar) if waits else due
    return LedgerDates(due, previous_workday(due, calendar), late_after)


def fill_text(text: str, values: Mapping[str, str]) -> str:
    """Put names into a template: ``{承诺人}`` and the like; anything else stays as written."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def reported_status(status: str) -> str:
    """承诺履行状态 as the ledger shows it: the national words, or 履行中."""
    fulfilment = Status(status).fulfilment
    return fulfilment.label if fulfilment else Status(status).label


def missing_fields(
    kind: CommitmentKind, values: Mapping[str, object], required: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Fields that the standard requires and that are empty, with a sentence each."""
    missing = {name: f"请填写{label}。" for name, label in required if not values.get(name)}
    if kind == CommitmentKind.OTHER and not values.get("other_kind_name"):
        missing["other_kind_name"] = "承诺类型为“其他”时，请注明具体类型。"
    if kind == CommitmentKind.DEFERRED_DOCUMENTS:
        for name, label in (("missing_materials", "所缺材料"), ("supplement_due_on", "补齐期限")):
            if not values.get(name):
                missing[name] = f"容缺受理请填写{label}。"
    return missing
