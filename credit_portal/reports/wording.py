"""The sentences of a report and of its verification."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from credit_portal.policy.schema import Pack
from credit_portal.reports.choices import OWN_KINDS, ReportKind

ALL_DOMAINS = "全部领域"
NONE_FOUND = "截至上述时点，在本平台归集的信息范围内，未发现该主体的{}记录。"
CLEAN = (
    "经查询，截至上述时点，在本平台归集的信息范围内，未发现该主体于{since}至{until}期间"
    "在所查领域的违法违规记录。"
)
FOUND = (
    "经查询，该主体于{since}至{until}期间在所查领域有违法违规记录{total}条{repaired}，列示如下。"
)
REPAIRED = "，其中已完成信用修复{}条"
REVOKED_IN_PUBLIC = "报告所载信息中有信用记录经核实有误，已经依法撤回或者更正，报告随之撤销。"
REVOKED = "报告所载信用记录（{record}）已撤回或者更正：{reason}"
TOLD = (
    "{number}《{kind}》（{name}）所载的信用记录经核实有误，已撤回或者更正，"
    "该报告于{at}撤销，不再有效。{reason}。可以重新查询，取得新的报告，不收取费用。"
)
NOTES = (
    "本报告依据{platform}截至{at}归集且{reader}有权查看的信用信息生成，未归集的信息不在报告范围之内。",
    "本报告反映上述时点的情况，此后可能有新的信用信息；需要了解最新情况的，请重新查询。",
    "扫描二维码，或者在本平台“报告核验”页面输入核验码，可以核验报告的真伪和是否撤销；"
    "纸质件与核验结果不一致的，以核验结果为准。",
    "对所载信息有异议的，可以提出异议；符合条件的，可以申请信用修复。",
)
NOTE_OF_KIND = {
    ReportKind.BASIC: "报告中标明“已修复”的记录，已经终止公示和共享，不得据此采取失信惩戒措施。",
    ReportKind.REVIEW: "本报告仅限所载应用事项使用。是否采取限制措施，须依照法律、法规和"
    "全国失信惩戒措施基础清单办理，不得仅凭本报告作出。",
    ReportKind.SPECIAL: "本报告列明所查期间和领域的违法违规记录，办事时可以替代无违法违规证明。"
    "标明“已修复”的记录，已经终止公示和共享。",
}
FREE = "查询、出具和核验本报告，不收取任何费用。"


def moment(at: datetime) -> str:
    """An instant as a report writes it."""
    return f"{timezone.localtime(at):%Y年%m月%d日%H时%M分}"


def notes_of(kind: ReportKind, pack: Pack, at: datetime) -> list[str]:
    """What a reader must know before relying on a report."""
    reader = "该主体" if kind in OWN_KINDS else "查询单位"
    values = {"platform": pack.terms.platform.value, "at": moment(at), "reader": reader}
    notes = [NOTE_OF_KIND[kind], *(note.format(**values) for note in NOTES)]
    return [*notes, FREE] if pack.reports.free_of_charge.value else notes


def domains_in_words(names: Sequence[str]) -> str:
    return "、".join(names) or ALL_DOMAINS
