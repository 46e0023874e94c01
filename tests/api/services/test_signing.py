"""Signatures on their way through the service: found on what comes in, put on the copies it makes."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from api.backends import open_context
from api.services.content import searchable
from api.services.context import Context
from api.services.dossiers import set_state
from api.services.results import Issue, issue_result
from api.services.viewing import look_at
from api.settings import read_settings
from models.component import Component
from models.dossier import DossierState
from models.errors import ServiceError
from models.job import JobState
from models.ports.signing import Signer
from models.result import ProcedureResult
from models.signature import SignatureState
from records.policy import Action
from records.signatures.examine import examine
from records.signatures.signers import open_signer
from records.signatures.trial import make_trial_key
from records.signatures.trust import TrustList, read_trust
from tests.api.parts import COMMUNE, ScriptedPool, StandingClock
from tests.api.services.steps import CLERK, digitise, hand_in, open_at, picture, store
from tests.records.signatures.authority import ROOT
from tests.records.signatures.papers import paper, sign, with_text


@pytest.fixture
def trusting(context: Context) -> Context:
    """The service on the day of the test, as the certificates are of that day."""
    return replace(context, trust=ROOT.trust, clock=StandingClock(datetime.now(UTC)))


def read(context: Context, content: bytes) -> Component:
    component = hand_in(context, open_at(context), content).component
    digitise(context)
    return look_at(context, CLERK, component.dossier, component.id).component


def issued(context: Context, content: bytes) -> ProcedureResult:
    dossier = open_at(context)
    set_state(context, CLERK, dossier.code, DossierState.IN_PROGRESS)
    stored = store(context, dossier, content, Action.ISSUE)
    return issue_result(context, CLERK, dossier.code, stored, "kết quả.pdf", Issue("12/2026"))


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (sign(paper()), SignatureState.VALID),
        (with_text(sign(paper())), SignatureState.BROKEN),
        (paper(), SignatureState.UNSIGNED),
    ],
)
def test_signatures_of_papers_and_results_are_found_and_kept(
    trusting: Context, content: bytes, state: SignatureState
) -> None:
    component, result = read(trusting, content), issued(trusting, content)
    assert component.signatures is not None
    assert component.signatures.state is state
    with trusting.records.read() as records:
        kept = records.results.get(result.id).signatures
    assert kept is not None
    assert kept.state is state
    assert kept == result.signatures


def test_signer_is_unknown_where_nobody_is_trusted(trusting: Context) -> None:
    report = read(replace(trusting, trust=TrustList()), sign(paper())).signatures
    assert report is not None
    assert report.state is SignatureState.UNKNOWN_SIGNER
    assert report.checks[0].signer == "Ủy ban nhân dân xã Thử"


def test_a_picture_can_hold_no_signature(trusting: Context) -> None:
    assert read(trusting, picture()).signatures is None


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> tuple[Signer, TrustList]:
    made = make_trial_key(tmp_path_factory.mktemp("key"), COMMUNE.name, datetime.now(UTC))
    return open_signer(f"file:{made.key}", made.password.read_text()), read_trust(made.authority.parent)


def copy_of(context: Context, component: Component) -> bytes:
    _, stream = searchable(context, CLERK, component.dossier, component.id)
    with stream:
        return stream.read()


def words(content: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_copy_is_signed_by_the_agency_and_keeps_its_text(trusting: Context, key: tuple[Signer, TrustList]) -> None:
    signer, trust = key
    plain = copy_of(trusting, read(trusting, picture()))
    component = read(replace(trusting, signer=signer), picture(250))
    signed = copy_of(trusting, component)
    (found,) = examine(io.BytesIO(signed), trust, datetime.now(UTC)).checks
    assert (found.state, found.signer) == (SignatureState.VALID, COMMUNE.name)
    assert found.covers_whole_document
    assert "LÊ THỊ MAI ĐƯỜNG" in words(signed)[0]
    assert words(signed) == words(plain)
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        assert str(component.dossier) in str(field.V.Reason)
        assert str(field.V.Location) == COMMUNE.name


class AbsentKey:
    """A key whose module does not answer."""

    def sign(self, pdf: object, reason: str, location: str, agency: str) -> bytes:
        raise ServiceError("Thiết bị ký không trả lời.", f"{pdf} {reason} {location} {agency}: no answer")

    def probe(self) -> None: ...


def test_without_its_key_a_paper_waits_and_is_not_kept_unsigned(trusting: Context) -> None:
    absent = replace(trusting, signer=AbsentKey())
    component = hand_in(trusting, open_at(trusting), picture()).component
    with pytest.raises(ServiceError):
        digitise(absent, ScriptedPool())
    view = look_at(trusting, CLERK, component.dossier, component.id)
    assert view.job is not None
    assert view.job.state is JobState.READY
    assert view.component.derivatives.searchable is None


def test_key_and_list_of_trust_are_opened_at_the_start(tmp_path: Path) -> None:
    made = make_trial_key(tmp_path / "key", COMMUNE.name, datetime.now(UTC))
    variables = {
        "HOSO_HOME": str(tmp_path),
        "HOSO_TRUST": "key",
        "HOSO_SIGNER": "file:key/agency.p12",
        "HOSO_SIGNER_PASSWORD_FILE": "key/agency.password",
    }
    with open_context(read_settings(variables)) as context:
        assert context.signer is not None
        assert context.trust == read_trust(made.authority.parent)
    made.password.write_text("wrong")
    with pytest.raises(ServiceError, match="HOSO_SIGNER_PASSWORD_FILE"), open_context(read_settings(variables)):
        pass


def test_file_names_of_keys_count_from_home(tmp_path: Path) -> None:
    settings = read_settings({"HOSO_HOME": str(tmp_path), "HOSO_SIGNER": "file:k.p12", "HOSO_TRUST": "ca"})
    assert (settings.signer, settings.trust) == (f"file:{tmp_path}/k.p12", tmp_path / "ca")
    uri = "pkcs11:token=a;object=b?module-path=/m.so"
    assert read_settings({"HOSO_SIGNER": uri}).signer == uri
