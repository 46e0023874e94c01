"""Tokens, attempts, consents and who acts for whom."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from models.caller import Token
from models.consent import Consent, ConsentCode, OwnerLink, Representation
from models.identifiers import ComponentId, OwnerId


class Tokens(Protocol):
    """Bearer tokens by the SHA-256 of their secret."""

    def add(self, token: Token, digest: str) -> None: ...

    def by_digest(self, digest: str) -> Token | None:
        """Return the token with this digest, live or not; None where there is none."""
        ...

    def page(self, limit: int, after: str | None = None) -> Sequence[Token]:
        """Return up to `limit` tokens, newest first, from behind the token of caller id `after`."""
        ...

    def revoke(self, caller: str, at: datetime) -> Token:
        """End the token of a caller id; one already revoked stays as it is. Raises NotFound."""
        ...


class Attempts(Protocol):
    """Failed attempts by who made them, counted so that guessing slows down."""

    def fail(self, who: str, at: datetime) -> int:
        """Count one failure and return how many there are now; every six minutes one is forgotten."""
        ...

    def block(self, who: str, until: datetime) -> None:
        """Keep `who` out until then."""
        ...

    def blocked_until(self, who: str) -> datetime | None:
        """Return until when `who` is kept out, or None when never blocked."""
        ...


class Consents(Protocol):
    """Consents and one-time codes."""

    def add(self, consent: Consent) -> None: ...

    def get(self, id: str) -> Consent:
        """Return one consent. Raises NotFound."""
        ...

    def locked(self, id: str) -> Consent:
        """Return one consent and keep other writers off it until the transaction ends. Raises NotFound."""
        ...

    def of_owner(self, owner: OwnerId) -> Sequence[Consent]:
        """Return an owner's consents, newest first."""
        ...

    def withdraw(self, id: str, at: datetime) -> Consent:
        """Withdraw one; withdrawing again changes nothing. Raises NotFound."""
        ...

    def add_code(self, code: ConsentCode) -> None: ...

    def open_codes(self, owner: OwnerId, at: datetime) -> Sequence[ConsentCode]:
        """Return an owner's codes that are neither used nor out of time at `at`, locked until the transaction ends."""
        ...

    def use_code(self, id: str, at: datetime) -> None:
        """Mark a code as used. Raises Conflict when it was used before."""
        ...

    def count_wrong_try(self, owner: OwnerId, at: datetime) -> None:
        """Count one wrong try at each open code of an owner."""
        ...


class Owners(Protocol):
    """Who acts for whom, and which ids are one person's."""

    def add_representation(self, representation: Representation) -> None: ...

    def representation(self, id: str) -> Representation:
        """Return one representation. Raises NotFound."""
        ...

    def represented_by(self, representative: OwnerId) -> Sequence[Representation]:
        """Return every representation by a person, ended ones too, newest first."""
        ...

    def representations_of(self, owner: OwnerId) -> Sequence[Representation]:
        """Return every representation of an owner, ended ones too, newest first."""
        ...

    def end_representation(self, id: str, at: datetime) -> Representation:
        """End one; ending again changes nothing. Raises NotFound."""
        ...

    def link(self, link: OwnerLink) -> None:
        """Keep a link. Raises Conflict when the old id is linked already."""
        ...

    def same_person(self, id: OwnerId) -> tuple[OwnerId, ...]:
        """Return all ids that evidence says are one person's, the newest first; `id` alone where there is no link."""
        ...

    def links_among(self, ids: Sequence[OwnerId]) -> Sequence[OwnerLink]:
        """Return the links whose old id is one of these, by old id."""
        ...

    def links_resting_on(self, evidence: ComponentId) -> Sequence[OwnerLink]:
        """Return the links that a component proves."""
        ...
