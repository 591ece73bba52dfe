"""Bulk look-ups: whoever opens too many pages a minute answers a question first.

Counted by address and by session, in the cache. The question itself keeps nothing on the server
until it is answered: what it expects is signed, and counts once.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare, salted_hmac

from credit_portal.accounts.choices import OFFICIAL_ROLES
from credit_portal.shared.clock import now
from credit_portal.shared.text import narrow
from credit_portal.shared.visitors import address_of, count_visit

MINUTE, ANSWER_SECONDS, ALLOWANCE_SECONDS = 60, 600, 600
SALT = "portal.look-ups"
NUMERALS = "零一二三四五六七八九"
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Question:
    """A small sum in words, and the signed answer that comes back with the visitor's."""

    text: str
    token: str


def limited(view: View) -> View:
    """Let a page of the register be opened so often a minute; officials are not counted."""

    @wraps(view)
    def counted(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if is_over(request):
            return challenge(request, request.get_full_path(), status=429)
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return counted


def is_over(request: HttpRequest) -> bool:
    """Count this page; whether it is one too many."""
    most = settings.PORTAL_LOOK_UPS_A_MINUTE
    if not most or getattr(request.user, "role", "") in OFFICIAL_ROLES:
        return False
    session = request.session.session_key or ""
    visitors = [f"address:{address_of(request)}", *([f"session:{session}"] if session else [])]
    counts = [count_visit("look-ups", visitor, MINUTE, now()) for visitor in visitors]
    return max(counts) > most and not (session and _use_allowance(session))


def challenge(
    request: HttpRequest, back: str, *, is_wrong: bool = False, status: int = 200
) -> HttpResponse:
    """The page with the question."""
    context = {"question": ask(), "back": back, "is_wrong": is_wrong}
    return render(request, "portal/public/challenge.html", context, status=status)


def ask() -> Question:
    """A sum of two figures below ten."""
    first, second = secrets.randbelow(9) + 1, secrets.randbelow(9) + 1
    text = f"{NUMERALS[first]}加{NUMERALS[second]}等于几？"
    once = secrets.token_hex(8)
    return Question(text, signing.dumps([_sealed(str(first + second), once), once], salt=SALT))


def is_answered(token: str, answer: str) -> bool:
    """Whether the answer is right, in time and not given before."""
    try:
        expected, once = signing.loads(token, salt=SALT, max_age=ANSWER_SECONDS)
    except signing.BadSignature:
        return False
    is_right = constant_time_compare(_sealed(narrow(answer), once), expected)
    return is_right and cache.add(f"answered:{once}", 1, ANSWER_SECONDS)


def _sealed(answer: str, once: str) -> str:
    """The answer as it travels: a token is signed but anybody can read it."""
    return salted_hmac(SALT, f"{answer}:{once}", algorithm="sha256").hexdigest()


def grant_allowance(request: HttpRequest) -> None:
    """So many more pages for this session."""
    if not request.session.session_key:
        request.session.create()
    key = f"allowance:{request.session.session_key}"
    cache.set(key, settings.PORTAL_LOOK_UPS_AFTER_ANSWER, ALLOWANCE_SECONDS)


def _use_allowance(session: str) -> bool:
    key = f"allowance:{session}"
    try:
        return int(cache.decr(key)) >= 0
    except ValueError:  # none, or it ran out
        return False
