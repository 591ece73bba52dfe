"""Articles of the demonstration, published by the lead office."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from credit_portal.accounts.models import User
from credit_portal.articles import services
from credit_portal.articles.choices import ArticleKind
from credit_portal.articles.models import Article
from credit_portal.articles.services import ArticleText

Kind = ArticleKind
GUIDE_STEPS = """## 办理条件

{who}

## 办理步骤

1. 登录企业中心，打开“{page}”。
2. 核对信息，按提示填写并提交。
3. 在“消息”中查看办理结果。

## 需要材料

{papers}

办理过程中有疑问的，可以到政务服务窗口咨询。"""
TEXTS = (
    ArticleText(
        Kind.GUIDE, "怎样查询本企业的信用状况",
        GUIDE_STEPS.format(
            who="依法登记的企业、个体工商户、农民专业合作社等经营主体。", page="我的信用等级",
            papers="- 营业执照\n- 法定代表人或者受委托人的身份证明",
        ),
        "登录企业中心即可查看等级、计分明细和提升办法。",
    ),
    ArticleText(
        Kind.GUIDE, "怎样申请信用修复",
        GUIDE_STEPS.format(
            who="已经履行行政处罚决定、纠正违法行为，并达到最短公示期的。", page="信用修复",
            papers="- 履行义务、纠正行为的证明\n- 信用修复承诺书",
        ),
        "最短公示期满、义务履行完毕的，可以在线申请提前停止公示。",
    ),
    ArticleText(
        Kind.GUIDE, "怎样对公开的信息提出异议",
        GUIDE_STEPS.format(
            who="认为本单位的信用信息有错误、遗漏、超期公示的。", page="异议申请",
            papers="- 能够说明情况的文书或者材料",
        ),
        "异议处理期间，有关记录标注“异议中”。",
    ),
    ArticleText(
        Kind.FAQ, "信用等级会向社会公开吗",
        "按照现行政策，信用等级**不向社会公开**。\n\n经营主体实名登录后可以查看自己的等级；"
        "行政机关在履行职责时可以查询，每次查询都有记录。",
        "等级用于分类监管，只有本单位和行政机关可以查看。",
    ),
    ArticleText(
        Kind.FAQ, "公示期是从哪一天算起的",
        "行政处罚的公示期自**作出处罚决定之日**起计算，长短由失信程度决定：\n\n"
        "- 轻微失信的不公示\n- 一般失信、严重失信的，各有最短和最长公示期\n\n"
        "具体期限以[现行政策](/disclosure/)列出的为准。",
        "公示期限由失信程度决定，期满自动停止公示。",
    ),
    ArticleText(
        Kind.FAQ, "信用等级低会被限制办事吗",
        "不会。信用等级只决定**抽查的比例和频次**，本身不限制任何权利。\n\n"
        "限制措施必须列入全国失信惩戒措施基础清单，并有法律、行政法规或者党中央、国务院政策文件作依据。",
        "等级决定抽查多少，不限制权利。",
    ),
)  # fmt: skip

RULES = ArticleText(
    Kind.RULES, "严重失信主体名单管理办法（征求意见稿）",
    "## 认定\n\n1. 列入名单应当依据生效的司法裁判、行政处罚或者行政强制文书。\n"
    "2. 列入以前告知事由、依据和陈述申辩的权利；决定由承办人以外的人员作出并送达。\n\n"
    "## 异议申诉\n\n认为列入有误的，可以向认定单位提出异议；核实期间标注“异议中”，"
    "有误的立即更正或者移出。\n\n"
    "## 退出\n\n期限届满、依据文书被撤销，或者纠正失信行为后准予信用修复的，移出名单，"
    "停止公示，相应措施随之终止。",
    "认定程序、异议申诉和退出机制，公开征求意见。",
)  # fmt: skip

COMMENT = "“退出”一节建议写明移出名单后几日内停止公示，方便企业查对。"


def build_demo_articles(*, by: User, at: datetime) -> None:
    """Published one a week; nothing where articles stand already."""
    if Article.objects.exists():
        return
    until = timezone.localdate(at) + timedelta(days=30)
    for weeks, text in enumerate((replace(RULES, comments_until=until), *TEXTS)):
        moment = at - timedelta(weeks=weeks)
        article = services.draft_article(text=text, by=by, at=moment)
        article = services.publish_article(article=article, by=by, at=moment)
        if text.comments_until:
            services.comment_on_article(
                article=article, text=COMMENT, contact="", by=services.READER, at=moment
            )
