"""The test provider: a page on which one chooses who one is, and what the portal asks behind it."""

import base64
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from credit_portal.portal.test_provider import people
from credit_portal.portal.test_provider.keeping import keep, public_keys, signed, take
from credit_portal.shared import clock
from entities.uscc import normalise

CLIENT_ID = "credit-portal"
TOKEN_SECONDS = 300
View = Callable[[HttpRequest], HttpResponse]


def for_tests_only(view: View) -> View:
    """Nothing of this exists where the setting is off, whatever the addresses say."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.TEST_IDENTITY_PROVIDER or settings.IS_PRODUCTION:
            raise Http404
        return view(request)

    return guarded


@require_safe
@for_tests_only
def configuration(request: HttpRequest) -> HttpResponse:
    """OpenID Connect Discovery."""
    names = {
        "authorization_endpoint": "authorize", "token_endpoint": "token",
        "userinfo_endpoint": "userinfo", "jwks_uri": "keys",
    }  # fmt: skip
    ends = {key: _address(request, name) for key, name in names.items()}
    return JsonResponse(ends | {
        "issuer": _issuer(request), "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    })  # fmt: skip


@require_safe
@for_tests_only
def keys(_request: HttpRequest) -> HttpResponse:
    """The public key."""
    return JsonResponse(public_keys())


@require_http_methods(["GET", "HEAD", "POST"])
@for_tests_only
def authorize(request: HttpRequest) -> HttpResponse:
    """Choose a person; the browser goes back with a code."""
    asked = request.GET
    back = asked.get("redirect_uri", "")
    is_fit = asked.get("client_id") == CLIENT_ID and asked.get("code_challenge_method") == "S256"
    if not is_fit or not _is_ours(request, back, "account_oidc_callback"):
        return HttpResponseBadRequest("client_id, redirect_uri or PKCE missing")
    if "refuse" in request.POST:
        return _back(back, error="access_denied", state=asked.get("state", ""))
    person = _chosen(request)
    if person is None:
        return _choose(request)
    code = keep("code", {
        "subject": person.subject, "redirect_uri": back, "nonce": asked.get("nonce", ""),
        "challenge": asked.get("code_challenge", ""),
    })  # fmt: skip
    return _back(back, code=code, state=asked.get("state", ""))


@csrf_exempt
@require_POST
@for_tests_only
def token(request: HttpRequest) -> HttpResponse:
    """A code, once, for tokens; the verifier must fit the challenge (RFC 7636)."""
    told = request.POST
    kept = take("code", told.get("code", ""))
    digest = hashlib.sha256(told.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    if (
        kept is None
        or kept["challenge"] != challenge
        or kept["redirect_uri"] != told.get("redirect_uri")
        or told.get("client_id") != CLIENT_ID
    ):
        return JsonResponse({"error": "invalid_grant"}, status=400)
    at = int(clock.now().timestamp())
    id_token = signed({
        "iss": _issuer(request), "aud": CLIENT_ID, "sub": kept["subject"],
        "nonce": kept["nonce"], "iat": at, "exp": at + TOKEN_SECONDS,
    })  # fmt: skip
    access = keep("access", {"subject": kept["subject"]})
    answer = {"token_type": "Bearer", "expires_in": TOKEN_SECONDS}
    return JsonResponse(answer | {"access_token": access, "id_token": id_token})


@require_safe
@for_tests_only
def userinfo(request: HttpRequest) -> HttpResponse:
    """What is known of the person."""
    kept = take("access", request.headers.get("Authorization", "").removeprefix("Bearer "))
    person = kept and people.by_subject(kept["subject"])
    if not person:
        return JsonResponse({"error": "invalid_token"}, status=401)
    return JsonResponse({"sub": person.subject, **person.claims})


@require_http_methods(["GET", "HEAD", "POST"])
@for_tests_only
def ticket_login(request: HttpRequest) -> HttpResponse:
    """Choose a person; the browser goes back with a ticket."""
    service = request.GET.get("service", "")
    if not _is_ours(request, service, "account_ticket_callback"):
        return HttpResponseBadRequest("service missing")
    person = _chosen(request)
    if person is None:
        return _choose(request)
    return _back(service, ticket=keep("ticket", {"subject": person.subject, "service": service}))


@require_safe
@for_tests_only
def ticket_validate(request: HttpRequest) -> HttpResponse:
    """What a ticket stands for, once, and for the service alone to which it was given."""
    kept = take("ticket", request.GET.get("ticket", ""))
    person = kept and people.by_subject(kept["subject"])
    if not kept or not person or kept["service"] != request.GET.get("service"):
        failure = {"code": "INVALID_TICKET", "description": "unknown ticket"}
        return JsonResponse({"serviceResponse": {"authenticationFailure": failure}})
    found = {"user": person.subject, "attributes": person.claims}
    return JsonResponse({"serviceResponse": {"authenticationSuccess": found}})


def _choose(request: HttpRequest) -> HttpResponse:
    context: dict[str, Any] = {
        "people": people.suggested(), "is_unknown": request.method == "POST",
    }  # fmt: skip
    return render(request, "test_provider/choose.html", context)


def _chosen(request: HttpRequest) -> people.TestPerson | None:
    if request.method != "POST":
        return None
    if uscc := normalise(request.POST.get("uscc", "")):
        return people.by_business(uscc)
    return people.by_subject(request.POST.get("subject", ""))


def _is_ours(request: HttpRequest, address: str, name: str) -> bool:
    """Whether an address to return to is the portal's own: nobody else gets a code from here."""
    is_own_host = url_has_allowed_host_and_scheme(address, {request.get_host()})
    hosts = {request.get_host(), *settings.ALLOWED_HOSTS}
    is_known = is_own_host or urlsplit(address).hostname in hosts
    return is_known and urlsplit(address).path == reverse(name)


def _back(address: str, **answer: str) -> HttpResponse:
    mark = "&" if urlsplit(address).query else "?"
    return redirect(f"{address}{mark}{urlencode(answer)}")


def _issuer(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("test_provider:issuer")).rstrip("/")


def _address(request: HttpRequest, name: str) -> str:
    return request.build_absolute_uri(reverse(f"test_provider:{name}"))
