"""The portal's addresses and two bare views, for ``bench_entity_page``."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from credit_portal.accounts.choices import BUSINESS_ROLES
from credit_portal.accounts.permissions import role_required
from entities.models import Entity

# The same facts as the page shows, with nothing around them.
BARE = """
<!doctype html><title>{{ entity.name }}</title><h1>{{ entity.name }} {{ entity.uscc }}</h1>
<p>{{ entity.get_kind_display }} {{ entity.get_status_display }} {{ entity.town }}</p>
<table>{% for record in records %}
<tr><td>{{ record.title }}<td>{{ record.get_kind_display }}<td>{{ record.get_level_display }}
<td>{{ record.document_number }}<td>{{ record.authority_name }}<td>{{ record.decided_on }}
<td>{{ record.published_from }} {{ record.published_until }}<td>{{ record.reported_by.short_name }}
{% endfor %}</table>
"""
template = engines["django"].from_string(BARE)


@role_required(*BUSINESS_ROLES)
def empty(request: HttpRequest) -> HttpResponse:
    """The least that a signed-in request costs."""
    return HttpResponse("ok")


@role_required(*BUSINESS_ROLES)
def bare(request: HttpRequest, code: str) -> HttpResponse:
    """What a Django developer writes in ten lines: the entity and its twenty last records."""
    entity = Entity.objects.select_related("town").get(uscc=code)
    records = entity.records.select_related("reported_by", "batch").order_by("-decided_on")[:20]
    return HttpResponse(template.render({"entity": entity, "records": records}))


urlpatterns = [
    path("bench/empty/", empty),
    path("bench/bare/<str:code>/", bare),
    path("", include("credit_portal.urls")),
]
