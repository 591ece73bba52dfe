"""The same page on two faces: the public site and the desk."""

from dataclasses import dataclass

from django.http import HttpRequest

from credit_portal.accounts.viewers import PUBLIC_VIEWER, Viewer, viewer_of


@dataclass(frozen=True)
class Face:
    """Frame and addresses of a face."""

    frame: str
    search_url: str
    entity_url: str
    record_url: str
    is_public: bool

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
)
