"""Who may open which address of declarations, authorisations and look-ups."""

from typing import Any

from credit_portal.accounts.choices import Role
from tests.permissions.addresses import (
    ALL,
    BUSINESS,
    CATALOGUE,
    LEAD,
    NOBODY,
    Address,
    of_entity,
)
from tests.permissions.world import World

OWNER = frozenset({Role.ENTERPRISE})
KEEPER = frozenset({LEAD})


def of_declaration(world: World) -> dict[str, Any]:
    return {"pk": world.declaration.pk}


def of_proof(world: World) -> dict[str, Any]:
    return of_declaration(world) | {"file_pk": world.declaration.evidence.get().pk}


MATRIX: dict[str, Address] = {
    "portal:my_home_of": Address(NOBODY, arguments=of_entity),
    "portal:my_look_ups": Address(OWNER),
    "commitments:my_list": Address(OWNER),
    "authorisations:my_list": Address(OWNER),
    "authorisations:my_new": Address(NOBODY),
    "authorisations:my_withdraw": Address(NOBODY, arguments=lambda w: {"pk": w.authorisation.pk}),
    "authorisations:list": Address(BUSINESS),
    "declarations:published": Address(ALL, is_public=True),
    "declarations:contest": Address(ALL, arguments=of_declaration, is_public=True),
    "declarations:my_list": Address(OWNER),
    # The enterprise of the matrix acts for no business yet: 404 for all.
    "declarations:my_new": Address(NOBODY),
    "declarations:my_case": Address(NOBODY, arguments=of_declaration),
    "declarations:my_edit": Address(NOBODY, arguments=of_declaration),
    "declarations:my_file": Address(NOBODY, arguments=of_proof),
    "declarations:my_act": Address(
        NOBODY, arguments=lambda w: of_declaration(w) | {"name": "withdraw"}
    ),
    "declarations:list": Address(CATALOGUE),
    "declarations:case": Address(CATALOGUE, KEEPER, of_declaration),
    "declarations:file": Address(CATALOGUE, KEEPER, of_proof),
    "declarations:act": Address(
        CATALOGUE, KEEPER, lambda w: of_declaration(w) | {"name": "refuse"}
    ),
}
