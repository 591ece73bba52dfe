"""What a letter says."""

from supervision.letters.choices import LetterKind
from supervision.models import NoticeLetter

LONG_DATE = "%Y年%m月%d日"
OPENING = """{name}（统一社会信用代码：{uscc}）有失信记录：{authority}于{on:%Y年%m月%d日}\
作出的{kind}（文书号：{document}），事项为{title}。"""
MEASURE = """据此，{initiator}依照{legal_basis}，对其采取“{title}”措施。"""
STAFF = """上述失信行为涉及该单位工作人员{staff}。"""
REQUEST = {
    LetterKind.BODY: """根据{basis}的规定，现将有关情况通报你们，请督促该单位依法履行义务、\
纠正失信行为，并将处理情况反馈我单位。""",
    LetterKind.STAFF: """根据{basis}的规定，现将有关情况通报你们，请依规处理，\
按规定记入有关档案，并将处理情况反馈我单位。""",
}


def title_of(letter: NoticeLetter) -> str:
    """关于……的函."""
    return f"关于通报{letter.entity.name}失信情况的函"


def text_of(letter: NoticeLetter, basis: str) -> str:
    """The body, one paragraph a line."""
    record, measure = letter.record, letter.measure
    facts = OPENING.format(
        authority=record.authority_name, on=record.decided_on, name=letter.entity.name,
        uscc=letter.entity.uscc, kind=record.get_kind_display(),
        document=record.document_number or "无", title=record.title,
    )  # fmt: skip
    if measure:
        facts += MEASURE.format(
            initiator=measure.initiator.name, legal_basis=measure.legal_basis, title=measure.title
        )
    if letter.staff_name:
        facts += STAFF.format(staff=letter.staff_name)
    document, _, clause = basis.partition(" ")
    cited = f"{document}（{clause}）" if clause else document
    return f"{facts}\n{REQUEST[LetterKind(letter.kind)].format(basis=cited)}"
