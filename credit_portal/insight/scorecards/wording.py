"""What a notice of praise or criticism says."""

from credit_portal.insight.choices import Measure, NoticeKind
from credit_portal.insight.models import AppraisalNotice

ENDINGS = {
    NoticeKind.PRAISE: "现予表扬。希望再接再厉，继续做好信用信息归集和应用工作。",
    NoticeKind.CRITICISM: "现予通报。请查明原因，认真整改，并将整改情况反馈我单位。",
}


def subject_of(notice: AppraisalNotice) -> str:
    """关于……的通报."""
    what = "表扬" if notice.kind == NoticeKind.PRAISE else "情况"
    return f"关于{notice.scorecard.month:%Y年%-m月}信用工作{what}的通报"


def text_of(notice: AppraisalNotice) -> str:
    """The figures of the month, the reason, and what follows; one paragraph a line."""
    card = notice.scorecard
    parts = "，".join(
        f"{Measure(name).label} {score:g} 分"
        for name, (score, _) in card.measures.items()
        if score is not None
    )
    placed = f"，列第 {card.rank} 位" if card.rank else ""
    total = f"综合得分 {card.score} 分{placed}" if card.score is not None else "没有报送数据"
    opening = f"{card.month:%Y年%-m月}，你单位信用工作{total}"
    figures = f"{opening}（{parts}）。" if parts else f"{opening}。"
    return f"{figures}\n{notice.reason}\n{ENDINGS[NoticeKind(notice.kind)]}"
