"""A record store as a province leaves it behind: owners, dossiers and approved papers in any number, quickly.

The rows are those that the programme itself would write (`records.store.rows`), sent to the database in large pieces.
The same size and seed give the same records.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, insert

from models.component import Component, ComponentStatus, PaperVersion, Review, ReviewState
from models.dossier import Channel, Dossier, DossierState, Owner
from models.identifiers import (
    AgencyCode,
    ComponentId,
    DocumentType,
    DossierCode,
    OwnerId,
    ProcedureCode,
    RequirementKey,
    Sha256,
    VersionId,
)
from models.procedure import CopyKind
from records.catalogue import starter
from records.store import rows, tables
from records.store.dialects import connect
from records.store.store import SqlRecordStore

PAPERS_EACH = 6
"""Papers of a dossier, as a province has them on average."""

HEAVY = Owner(OwnerId("001066000001"), "Nguyễn Thị Nhiều Giấy")
"""An owner with as many papers as asked for."""

_START = datetime(2024, 1, 2, 1, 0, tzinfo=UTC)
_TYPES = ("identity-card", "birth-certificate", "residence-confirmation", "marriage-certificate", "land-certificate")
_BATCH = 5_000
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vàng", "Lò", "Đặng", "Bùi", "Đỗ")
_NAMES = ("Thị Mai", "Văn Nam", "Thị Hoà", "A Páo", "Thúy Hằng", "Đức Thịnh", "Thị Mẩy", "Quốc Bảo")


@dataclass(frozen=True, slots=True)
class World:
    """What was made. `heavy` is an owner with `heavy_papers` papers; `owners` some of the others."""

    components: int
    heavy: Owner
    owners: Sequence[Owner]


def fill(store: SqlRecordStore, components: int, heavy_papers: int = 200, seed: int = 1) -> World:
    """Fill an empty store with the starter catalogue and about so many components; return what there is."""
    contents = starter()
    with store.write() as records:
        records.catalogue.load(contents.agencies, contents.procedures, contents.chains)
    agencies = [a.code for a in contents.agencies if a.valid_to is None and a.level.value == "commune"]
    procedures = [p.code for p in contents.procedures if p.valid_to is None]
    chance = random.Random(seed)
    dossiers = max(1, (components - heavy_papers) // PAPERS_EACH)
    owners = [_owner(chance, number) for number in range(max(1, dossiers // 2))]
    filed = _filed(chance, dossiers, owners, agencies, procedures)
    heavy = [
        _dossier(chance, dossiers + n, HEAVY, agencies, procedures) for n in range(heavy_papers // PAPERS_EACH + 1)
    ]
    with connect(store._engine, write=True) as connection, connection.begin():  # noqa: SLF001 - no port fills so fast
        written = _write(connection, chance, filed, dossiers * PAPERS_EACH)
        written += _write(connection, chance, iter(heavy), heavy_papers)
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ANALYZE")
    return World(written, HEAVY, owners[:: max(1, len(owners) // 500)])


def _filed(
    chance: random.Random,
    count: int,
    owners: Sequence[Owner],
    agencies: Sequence[AgencyCode],
    codes: Sequence[ProcedureCode],
) -> Iterator[Dossier]:
    for number in range(count):
        yield _dossier(chance, number, owners[number % len(owners)], agencies, codes)


def _owner(chance: random.Random, number: int) -> Owner:
    name = f"{chance.choice(_SURNAMES)} {chance.choice(_NAMES)}"
    return Owner(
        OwnerId(f"0{number % 90 + 10:02d}{chance.randrange(10):d}{chance.randrange(100):02d}{number:06d}"), name
    )


def _dossier(
    chance: random.Random, number: int, owner: Owner, agencies: Sequence[AgencyCode], codes: Sequence[ProcedureCode]
) -> Dossier:
    agency, at = agencies[number % len(agencies)], _START + timedelta(seconds=45 * number)
    state = DossierState.RETURNED if chance.random() < 0.97 else DossierState.IN_PROGRESS
    code = DossierCode(f"{agency}-{at:%y%m%d}-{number:07d}")
    return Dossier(code, chance.choice(codes), agency, owner, Channel.COUNTER, state, at, 8, at + timedelta(days=5))


def _write(connection: Connection, chance: random.Random, filed: Iterator[Dossier], papers: int) -> int:
    """Write dossiers with their papers, `papers` in all; return how many papers were written."""
    written = 0
    while batch := list(islice(filed, _BATCH // PAPERS_EACH)):
        made = [_component(chance, one, number) for one in batch for number in range(1, PAPERS_EACH + 1)][
            : max(0, papers - written)
        ]
        _insert(connection, tables.dossiers, [rows.dossier_values(one) for one in batch])
        _insert(connection, tables.versions, [rows.values_of(one.version) for one in made])
        _insert(connection, tables.components, [rows.component_values(one) for one in made])
        written += len(made)
    return written


def _insert(connection: Connection, table: Table, values: Sequence[dict[str, Any]]) -> None:
    if values:
        connection.execute(insert(table), values)


def _component(chance: random.Random, dossier: Dossier, number: int) -> Component:
    key = sha256(f"{dossier.code}/{number}".encode()).hexdigest()
    kind = DocumentType(_TYPES[number % len(_TYPES)])
    version = PaperVersion(
        VersionId(key[:32]), Sha256(key), 480_000, "image/jpeg", "giấy tờ.jpg", 2, dossier.received_at, "clerk"
    )
    fields = {
        "full_name": dossier.owner.name.upper(),
        "personal_id": dossier.owner.id,
        "document_number": f"{chance.randrange(1, 9999)}/TLKS",
        "issue_date": f"{2010 + chance.randrange(15)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}",
        "issuer": "Ủy ban nhân dân xã",
    }
    review = Review(ReviewState.APPROVED, "officer", dossier.received_at, compared_with_original=True)
    return Component(
        ComponentId(key[32:]),
        dossier.code,
        number,
        RequirementKey("identity") if number == 1 else None,
        version,
        ComponentStatus.DIGITISED,
        kind,
        0.98,
        fields,
        review,
        CopyKind.CERTIFIED,
        revision=3,
    )
