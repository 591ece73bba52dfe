"""The pages of a subscription: asking for it, confirming it, leaving it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.portal.public import limits
from credit_portal.shared import clock
from credit_portal.shared.crypto import blind_index
from credit_portal.shared.errors import NotVisible
from credit_portal.shared.visitors import address_of, count_visit
from credit_portal.subscriptions import services, tokens
from credit_portal.subscriptions.forms import AskForm
from credit_portal.subscriptions.models import Subscription
from credit_portal.subscriptions.topics import Topic, column_topic, entity_topic, topic_of
from entities.models import Entity

HOUR, DAY = 3600, 24 * 3600
MAILS_A_DAY = 3  # that strangers may cause to one address
TOO_MANY = "您申请的订阅较多，请一小时后再试。"
WRONG_ANSWER = "答案不对或者已经过期，请回答新的问题。"


@require_http_methods(["GET", "HEAD", "POST"])
def column(request: HttpRequest, slug: str) -> HttpResponse:
    """Subscribe to a column."""
    topic = column_topic(slug)
    if topic is None:
        raise Http404
    return _ask(request, topic)


@require_http_methods(["GET", "HEAD", "POST"])
def entity(request: HttpRequest, code: str) -> HttpResponse:
    """Subscribe to one business."""
    return _ask(request, entity_topic(get_object_or_404(Entity, uscc=code)))


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What happens next: the same words, whoever the address belongs to."""
    days = settings.PORTAL_SUBSCRIPTION_CONFIRM_LIFE.days
    return render(request, "subscriptions/asked.html", {"days": days})


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever reads the mail begins the subscription by a button: programs open links, too."""
    found = tokens.read("confirm", token, settings.PORTAL_SUBSCRIPTION_CONFIRM_LIFE)
    subscription = Subscription.objects.filter(pk=found).first() if found else None
    topic = topic_of(subscription.topic) if subscription else None
    if subscription is None or topic is None:
        return _page(request, "expired", {}, status=410)
    if request.method == "POST":
        try:
            services.confirm_subscription(
                subscription_id=subscription.pk, by=services.READER, at=clock.now()
            )
        except NotVisible:  # left meanwhile
            return _page(request, "expired", {}, status=410)
    return _page(request, "confirm", {"topic": topic, "is_done": request.method == "POST"})


@csrf_exempt  # mail programs post to it by themselves (RFC 8058); the signed link is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Leave with one click in the mail program, or with the button of this page."""
    found = tokens.read("leave", token)
    if found is None:
        return _page(request, "expired", {}, status=410)
    if request.method == "POST":
        services.leave_subscription(subscription_id=found, by=services.READER, at=clock.now())
    return _page(request, "leave", {"is_done": request.method == "POST"})


def _ask(request: HttpRequest, topic: Topic) -> HttpResponse:
    """The form, or why there is none."""
    if not settings.PORTAL_MAIL_IS_SET:
        return _page(request, "closed", {"topic": topic})
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _is_taken(request, form, topic):
        return redirect("subscriptions:asked")
    context = {"form": form, "topic": topic, "question": limits.ask()}
    return _page(request, "ask", context, status=422 if form.errors else 200)


def _is_taken(request: HttpRequest, form: AskForm, topic: Topic) -> bool:
    """Take it, unless too many came from one visitor; a machine is thanked and forgotten."""
    if form.is_machine or not form.is_valid():
        return form.is_machine
    if not limits.is_answered(request.POST.get("token", ""), request.POST.get("answer", "")):
        form.add_error(None, WRONG_ANSWER)
        return False
    asked_for = count_visit("subscriptions", address_of(request), HOUR, clock.now())
    if asked_for > settings.PORTAL_SUBSCRIPTIONS_AN_HOUR:
        form.add_error(None, TOO_MANY)
        return False
    address = form.cleaned_data["address"]
    if count_visit("subscription-mails", blind_index(address), DAY, clock.now()) <= MAILS_A_DAY:
        services.ask_for_mails(topic=topic, address=address, by=services.READER, at=clock.now())
    return True


def _page(
    request: HttpRequest, name: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    response = render(request, f"subscriptions/{name}.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
