"""The same page on the faces: the public site, the desk, the enterprise centre."""

from dataclasses import dataclass

from django.http import HttpRequest

from credit_portal.accounts.viewers import PUBLIC_VIEWER, Viewer, viewer_of


@dataclass(frozen=True)
class Face:
    """Frame and addresses of a face; ``dispute_url`` where a record may be contested."""

    frame: str
    entity_url: str
    record_url: str
    is_public: bool
    search_url: str = ""
    dispute_url: str = ""
    dispute_label: str = ""
    is_own: bool = False

    def viewer(self, request: HttpRequest) -> Viewer:
        """On the public site everybody sees what the public sees, officials too."""
        return PUBLIC_VIEWER if self.is_public else viewer_of(request.user)


PUBLIC = Face(
    frame="frames/public.html",
    search_url="portal:search",
    entity_url="portal:entity",
    record_url="portal:record",
    is_public=True,
)
DESK = Face(
    frame="frames/desk.html",
    search_url="portal:desk_search",
    entity_url="portal:desk_entity",
    record_url="portal:desk_record",
    is_public=False,
    dispute_url="disputes:new",
    dispute_label="书面异议收件",
)
MY = Face(
    frame="frames/my.html",
    entity_url="portal:my_records_of",
    record_url="portal:my_record",
    is_public=False,
    dispute_url="disputes:my_new",
    dispute_label="提出异议",
    is_own=True,
)
