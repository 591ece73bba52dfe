"""The shipped packs become version 1, in force from the day their document names."""

from datetime import datetime

from django.db import transaction

from credit_portal.audit import services as audit
from credit_portal.policy.loader import PackSource
from credit_portal.policy.models import PackVersion, PolicyPack
from credit_portal.policy.packaged import PACKAGED_VERSION, packaged_sources, packaged_texts
from credit_portal.shared.actors import Actor

INSTALL_REASON = "随平台安装"


def install_packs(*, by: Actor, at: datetime) -> list[PackVersion]:
    """Install the shipped packs that are not there yet; safe to run again."""
    with transaction.atomic():
        installed = set(PolicyPack.objects.values_list("code", flat=True))
        return [
            _install(source, by, at)
            for code, source in packaged_sources().items()
            if code not in installed
        ]


def _install(source: PackSource, by: Actor, at: datetime) -> PackVersion:
    header = source.header
    pack = PolicyPack.objects.create(
        code=header.code, name=header.name, level=header.level, region_code=header.region_code
    )
    version = PackVersion(
        pack=pack,
        number=PACKAGED_VERSION,
        content=packaged_texts()[header.code],
        digest=source.digest,
        reason=INSTALL_REASON,
        effective_from=header.effective_from,
        drafted_at=at,
        submitted_at=at,
        decided_at=at,
    )
    version.submit()
    version.approve()
    audit.save_and_record(
        version, act="policy.install_pack", by=by, at=at, reason=INSTALL_REASON,
        after={"number": version.number, "digest": version.digest},
    )  # fmt: skip
    return version
