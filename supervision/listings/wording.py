"""What a business is told before it is listed: reasons, basis, rights (国办发〔2020〕49号)."""

from datetime import date

from supervision.models import Listing

NOTICE = """{name}（统一社会信用代码：{uscc}）：

本单位拟将你单位列入{list_name}。

一、事实和理由
{facts}

二、依据
认定依据：{document}（{document_on:%Y年%m月%d日}）。
法律依据：{legal_basis}。

三、你单位的权利
你单位可以自收到本告知书之日起{days}个工作日内（至{due:%Y年%m月%d日}）提出陈述和申辩，并提交有关证据；\
逾期未提出的，视为放弃陈述、申辩权利。对列入决定不服的，可以依法提出异议、申请行政复议或者提起行政诉讼。\
列入后，可以依法申请信用修复。

{agency}"""


def notice_text(listing: Listing, days: int, due: date) -> str:
    """告知书 of a case, with the last day of its hearing."""
    return NOTICE.format(
        name=listing.entity.name, uscc=listing.entity.uscc, list_name=listing.name,
        facts=listing.facts, document=listing.document, document_on=listing.document_on,
        legal_basis=listing.legal_basis, days=days, due=due,
        agency=listing.agency.name,
    )  # fmt: skip
