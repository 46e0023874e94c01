"""What is said of really signed PDFs, untouched and tampered with."""

from datetime import UTC, datetime

import pytest
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field

from models.signature import Revocation, SignatureState, TimeSource
from records.signatures.trust import TrustList
from tests.records.signatures.authority import (
    AGENCY,
    COMPANY,
    DAY,
    MIDDLE,
    NOW,
    ROOT,
    YEAR,
    issue,
    name,
    revocation_list,
    stamper,
    status_answer,
)
from tests.records.signatures.papers import (
    WORDS,
    check,
    filled,
    form,
    paper,
    plain_paper,
    sign,
    stamped,
    updated,
    with_data,
    with_text,
)

VALID, UNKNOWN, BROKEN = SignatureState.VALID, SignatureState.UNKNOWN_SIGNER, SignatureState.BROKEN
UNSIGNED = SignatureState.UNSIGNED


@pytest.mark.parametrize("subfilter", [SigSeedSubFilter.PADES, SigSeedSubFilter.ADOBE_PKCS7_DETACHED])
def test_signature_under_a_trusted_authority_is_valid(subfilter: SigSeedSubFilter) -> None:
    report = check(sign(paper(), subfilter=subfilter))
    assert report.state is VALID
    (found,) = report.checks
    assert (found.signer, found.organisation, found.issuer) == (
        "Ủy ban nhân dân xã Thử",
        "UBND xã Thử",
        "CA thử cấp dưới",
    )
    assert int(found.serial, 16) == AGENCY.certificate.serial_number
    assert found.covers_whole_document
    assert found.time_source is TimeSource.CLAIMED
    assert found.signed_at is not None
    assert abs(found.signed_at - datetime.now(UTC)) < DAY
    assert found.revocation is Revocation.UNKNOWN
    assert found.reasons == ()


def test_an_authority_below_the_root_may_be_trusted_itself() -> None:
    assert check(sign(paper()), MIDDLE.trust).state is VALID


@pytest.mark.parametrize("trust", [TrustList(), issue(name("CA khác"), authority=True).trust])
def test_signer_of_an_authority_not_listed_is_unknown(trust: TrustList) -> None:
    report = check(sign(paper()), trust)
    assert report.state is UNKNOWN
    assert "danh sách tin cậy" in report.checks[0].reasons[0]


def test_authority_of_the_same_name_is_another() -> None:
    double = issue(ROOT.certificate.subject, authority=True)
    assert check(sign(paper()), double.trust).state is UNKNOWN


def test_self_signed_certificate_is_unknown() -> None:
    report = check(sign(paper(), issue(name("Tự ký")).signer()))
    assert report.state is UNKNOWN
    assert "tự cấp" in report.checks[0].reasons[0]


def test_certificate_that_is_itself_in_the_list_is_trusted() -> None:
    alone = issue(name("Tự ký"))
    assert check(sign(paper(), alone.signer()), alone.trust).state is VALID


def test_certificate_not_meant_for_papers_is_unknown() -> None:
    server = issue(name("may-chu.example"), ROOT, signing=False)
    report = check(sign(paper(), server.signer()))
    assert report.state is UNKNOWN
    assert "không được cấp để ký" in report.checks[0].reasons[0]


def test_weak_algorithm_is_doubted() -> None:
    report = check(sign(paper(), digest="sha1"))
    assert report.state is UNKNOWN
    assert "không còn an toàn" in report.checks[0].reasons[0]


def test_revocation_by_an_authority_below_the_root_that_is_trusted_itself() -> None:
    signed = sign(paper())
    for data in (
        with_data(signed, (revocation_list(MIDDLE, (AGENCY, NOW - 2 * DAY)),)),
        with_data(signed, answers=(status_answer(MIDDLE, AGENCY, revoked=NOW - 2 * DAY),)),
    ):
        assert check(data, MIDDLE.trust).state is BROKEN
    assert check(with_data(signed, (revocation_list(MIDDLE),)), MIDDLE.trust).checks[0].revocation is Revocation.GOOD


def test_tampered_content_is_broken() -> None:
    signed = sign(plain_paper())
    assert signed.count(b"12/QD-UBND") == 1
    report = check(signed.replace(b"12/QD-UBND", b"13/QD-UBND"))
    assert report.state is BROKEN
    assert report.checks[0].reasons == ("Nội dung tệp đã bị sửa sau khi ký.",)
    assert report.checks[0].signer == "Ủy ban nhân dân xã Thử"


def test_signature_of_another_paper_is_broken() -> None:
    one, other = sign(paper()), sign(paper(words=WORDS[::-1]))
    start, end = contents(one)
    first, last = contents(other)
    put = other[first:last].rstrip(b"0").ljust(end - start, b"0")
    report = check(one[:start] + put + one[end:])
    assert report.state is BROKEN


def contents(signed: bytes) -> tuple[int, int]:
    start = signed.index(b"/Contents <") + len(b"/Contents <")
    return start, signed.index(b">", start)


def test_text_added_afterwards_is_broken() -> None:
    report = check(with_text(sign(paper())))
    assert report.state is BROKEN
    assert "ngoài phạm vi" in report.checks[0].reasons[0]
    assert not report.checks[0].covers_whole_document


def test_form_filled_in_afterwards_is_permitted() -> None:
    report = check(filled(sign(form()), "đã nhận"))
    assert report.state is VALID
    assert not report.checks[0].covers_whole_document
    assert "được phép" in report.checks[0].reasons[0]


def test_form_filled_in_against_the_signers_will_is_broken() -> None:
    locked = sign(form(), certify=MDPPerm.NO_CHANGES)
    assert check(locked).state is VALID
    assert check(filled(locked, "khác")).state is BROKEN


def test_validation_data_and_a_time_stamp_may_follow_even_then() -> None:
    locked = sign(form(), certify=MDPPerm.NO_CHANGES)
    report = check(stamped(with_data(locked, (revocation_list(MIDDLE),)), stamper(ROOT, NOW)))
    assert report.state is VALID
    assert len(report.checks) == 1


def test_two_signatures_company_and_agency() -> None:
    report = check(sign(sign(paper(), COMPANY.signer(MIDDLE)), field="Chu-ky-2"))
    assert [(each.signer, each.covers_whole_document) for each in report.checks] == [
        ("Nguyễn Văn A", False),
        ("Ủy ban nhân dân xã Thử", True),
    ]
    assert report.state is VALID


def test_one_unknown_signer_makes_the_paper_unknown() -> None:
    report = check(sign(sign(paper(), issue(name("Tự ký")).signer()), field="Chu-ky-2"))
    assert [each.state for each in report.checks] == [UNKNOWN, VALID]
    assert report.state is UNKNOWN


def test_text_between_two_signatures_breaks_the_first() -> None:
    report = check(sign(with_text(sign(paper())), field="Chu-ky-2"))
    assert [each.state for each in report.checks] == [BROKEN, VALID]
    assert report.state is BROKEN


def test_signature_taken_out_afterwards_is_seen() -> None:
    def remove(writer: object) -> None:
        del writer.root["/AcroForm"]  # type: ignore[attr-defined]  # the vendor's writer
        writer.update_root()  # type: ignore[attr-defined]

    report = check(updated(sign(paper()), remove))
    assert report.state is BROKEN
    assert "gỡ" in report.checks[0].reasons[0]


def test_bytes_after_the_last_signature_are_seen() -> None:
    assert check(sign(paper()) + b"\n% ghi chu\n" * 200).state is BROKEN


def test_expired_certificate_counts_when_it_was_good_at_the_signing() -> None:
    report = check(sign(paper()), at=datetime.now(UTC) + 3 * YEAR)
    assert report.state is VALID
    assert "hết hạn" in report.checks[0].reasons[0]


def test_certificate_that_had_expired_before_the_signing_is_unknown() -> None:
    old = issue(name("Cũ"), ROOT, end=NOW - DAY)
    report = check(sign(paper(), old.signer()))
    assert report.state is UNKNOWN
    assert "đã hết hạn ngày" in report.checks[0].reasons[0]


def test_certificate_not_yet_good_at_the_signing_is_unknown() -> None:
    assert check(sign(paper(), at=NOW - 2 * YEAR)).state is UNKNOWN


def test_signing_time_in_the_future_is_not_believed() -> None:
    report = check(sign(paper(), at=NOW + 30 * DAY))
    assert report.state is UNKNOWN
    assert "ở sau ngày kiểm tra" in report.checks[0].reasons[0]


def test_time_stamp_of_a_trusted_authority_gives_the_time() -> None:
    moment = NOW - 20 * DAY
    report = check(sign(paper(), stamper=stamper(ROOT, moment)))
    assert report.state is VALID
    assert (report.checks[0].time_source, report.checks[0].signed_at) == (TimeSource.TIMESTAMP, moment)


def test_time_stamp_of_a_stranger_gives_none() -> None:
    stranger = issue(name("CA lạ"), authority=True)
    report = check(sign(paper(), stamper=stamper(stranger, NOW - 20 * DAY)))
    assert report.state is VALID
    assert report.checks[0].time_source is TimeSource.CLAIMED
    assert any("Dấu thời gian" in reason for reason in report.checks[0].reasons)


@pytest.mark.parametrize("trust", [ROOT.trust, TrustList()])
def test_certificate_on_an_embedded_list_before_the_signing_is_broken(trust: TrustList) -> None:
    report = check(with_data(sign(paper()), (revocation_list(MIDDLE, (AGENCY, NOW - 2 * DAY)),)), trust)
    assert report.state is BROKEN
    assert report.checks[0].revocation is Revocation.REVOKED
    assert "thu hồi" in report.checks[0].reasons[0]


def test_certificate_that_an_embedded_answer_calls_revoked_is_broken() -> None:
    answer = status_answer(MIDDLE, AGENCY, revoked=NOW - 2 * DAY)
    assert check(with_data(sign(paper()), answers=(answer,))).state is BROKEN


def test_authority_revoked_by_its_root_is_broken() -> None:
    lists = (revocation_list(ROOT, (MIDDLE, NOW - 2 * DAY)), revocation_list(MIDDLE))
    assert check(with_data(sign(paper()), lists)).state is BROKEN


def test_revocation_after_a_signing_time_that_only_the_signer_claims_is_doubted() -> None:
    signed = sign(paper(), at=NOW - 10 * DAY)
    report = check(with_data(signed, (revocation_list(MIDDLE, (AGENCY, NOW - 2 * DAY)),)))
    assert report.state is UNKNOWN
    assert report.checks[0].revocation is Revocation.REVOKED


def test_revocation_after_a_stamped_signing_does_no_harm() -> None:
    signed = sign(paper(), stamper=stamper(ROOT, NOW - 10 * DAY))
    report = check(with_data(signed, (revocation_list(MIDDLE, (AGENCY, NOW - 2 * DAY)),)))
    assert report.state is VALID
    assert report.checks[0].revocation is Revocation.REVOKED


@pytest.mark.parametrize("by_list", [True, False])
def test_embedded_data_that_call_the_certificate_good(by_list: bool) -> None:
    signed = sign(paper())
    data = with_data(signed, (revocation_list(MIDDLE),)) if by_list else None
    report = check(data or with_data(signed, answers=(status_answer(MIDDLE, AGENCY),)))
    assert report.state is VALID
    assert report.checks[0].revocation is Revocation.GOOD


def test_list_by_another_key_says_nothing() -> None:
    forger = issue(MIDDLE.certificate.subject, authority=True)
    report = check(with_data(sign(paper()), (revocation_list(forger, (AGENCY, NOW - 2 * DAY)),)))
    assert report.state is VALID
    assert report.checks[0].revocation is Revocation.UNKNOWN


def test_list_long_before_the_signing_says_nothing_good() -> None:
    report = check(with_data(sign(paper()), (revocation_list(MIDDLE, at=NOW - 60 * DAY),)))
    assert report.checks[0].revocation is Revocation.UNKNOWN


def test_paper_that_only_says_it_is_signed_is_unsigned() -> None:
    assert check(paper(words="Ky boi: UBND xa Thu, ngay 1/1/2026 /ByteRange")).state is UNSIGNED


def test_empty_signature_field_is_unsigned() -> None:
    pdf = updated(paper(), lambda writer: append_signature_field(writer, SigFieldSpec("Cho-ky")))
    assert check(pdf).state is UNSIGNED
