from django.apps import AppConfig

from credit_portal.shared.navigation import NavItem, register

ACTS = {
    "articles.draft_article": "起草文章",
    "articles.edit_article": "修改文章",
    "articles.publish_article": "发布文章",
    "articles.withdraw_article": "撤下文章",
    "articles.comment_on_article": "提交公众意见",
}


class ArticlesConfig(AppConfig):
    name = "credit_portal.articles"
    label = "articles"
    verbose_name = "文章"

    def ready(self) -> None:
        from credit_portal.articles.permissions import EDITORS
        from credit_portal.audit.acts import name_acts

        name_acts(ACTS)
        register(
            NavItem(
                "政策和指南", "articles:published_list", "file-text", order=60, face="public",
                hint="政策文件、名单管理制度、典型案例、办事指南、常见问题和培训资料。",
            ),
            NavItem(
                "文章", "articles:list", "edit", roles=frozenset(str(r) for r in EDITORS),
                order=700, group="公开",
            ),
        )  # fmt: skip
