"""Decision of an agency (*quyết định*)."""

from models.identifiers import DocumentType
from ocr.doctypes import shared
from ocr.doctypes.spec import At, DocType, Field, Spot, Title

SPEC = DocType(
    slug=DocumentType("decision"),
    name="Quyết định",
    titles=(
        Title("QUYẾT ĐỊNH"),
        Title("QUYẾT ĐỊNH VỀ VIỆC", open=True),
        Title("QUYẾT ĐỊNH V/V", open=True),
        Title("QUYẾT ĐỊNH CỦA", open=True),
        Title("QUYẾT ĐỊNH BAN HÀNH", open=True),
    ),
    excluded=("DỰ THẢO QUYẾT ĐỊNH",),
    support=(
        "Căn cứ Luật",
        "Căn cứ Nghị định",
        "Căn cứ",
        "Theo đề nghị của",
        "Xét đề nghị của",
        "Điều 1",
        "Điều 2",
        "Điều 3",
        "Quyết định này có hiệu lực",
        "chịu trách nhiệm thi hành Quyết định này",
        "Nơi nhận",
    ),
    fields=(
        Field("subject", (At(Spot.SUBJECT),)),
        shared.number(symbol=True),
        shared.issue_date(),
        shared.issuer(),
        shared.signer(),
    ),
)
