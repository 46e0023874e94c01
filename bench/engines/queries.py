"""The published list of searches: what people at a counter type, each kind once, over the papers of `corpus`."""

from dataclasses import replace

from bench.engines.corpus import owner_of
from models.dossier import DossierState
from models.identifiers import AgencyCode, DocumentType, ProcedureCode
from models.search import SearchQuery, SearchScope

_COMMUNE, _OTHER, _PROVINCE = AgencyCode("000.03.23.H99"), AgencyCode("000.00.51.H99"), AgencyCode("000.00.00.H99")
_OWNER, _NAME = owner_of(40)
_SCOPE = SearchScope(units=(_COMMUNE, _OTHER))

_TYPED = {
    "a name": _NAME,
    "a name without accents": "nguyen thi mai",
    "a name in capitals": "TRẦN VĂN NAM",
    "part of a name": "Thị Hoà",
    "a personal id": _OWNER,
    "a document number": "812/TLKS",
    "a year": "2019",
    "a date": "2019-03-12",
    "a common word": "quyết định",
    "the most common word": "và",
    "a word without accents": "dat dai",
    "two common words": "nghị quyết",
    "words apart": "hồ sơ ngân hàng",
    "four words": "hồ sơ đề nghị cấp",
    "six words": "theo quy định của pháp luật về",
    "a phrase without accents": "uy ban nhan dan xa",
    "a title": "giấy chứng nhận quyền sử dụng đất",
    "birth certificate": "giấy khai sinh",
    "marriage": "đăng ký kết hôn",
    "residence": "xác nhận cư trú",
    "an issuer": "Ủy ban nhân dân xã",
    "a rare word": "khuyếch",
    "a word and a name": "khai sinh Nguyễn Thị Mai",
    "a word and an id": f"quyết định {_OWNER}",
    "a slip of the reader": "lưuyện",
    "a slip of the typist": "quyêt đinhj",
    "digits for letters": "qu0c hội",
    "an English word": "procedures",
    "an English slip": "proceduers",
    "nothing": "zzyzx qwrtp",
}

_NARROWED = {
    "a common word in one commune": SearchQuery("quyết định", agencies=(_COMMUNE,)),
    "a common word in the province": SearchQuery("quyết định", agencies=(_PROVINCE,)),
    "a word by type": SearchQuery("giấy", type=DocumentType("land-certificate")),
    "a word by procedure": SearchQuery("hồ sơ", procedure=ProcedureCode("1.000656")),
    "a word by state": SearchQuery("hồ sơ", state=DossierState.IN_PROGRESS),
    "a word by month": SearchQuery("hồ sơ", period="2024-01"),
    "a word of an owner": SearchQuery("quyết định", owner=_OWNER),
    "a name in two communes as allowed": SearchQuery("nguyễn thị mai", scope=_SCOPE),
    "a common word as allowed": SearchQuery("quyết định", scope=_SCOPE),
    "an owner's own papers": SearchQuery("giấy", scope=SearchScope(owners=(_OWNER,))),
}


def queries() -> dict[str, SearchQuery]:
    """Return the searches by kind; each gives a page of 20 hits with the total, counted to 10,000."""
    return {kind: SearchQuery(text) for kind, text in _TYPED.items()} | dict(_NARROWED)


def counted_queries() -> dict[str, SearchQuery]:
    """Return the searches with counts of all hits by their attributes, as the search page shows beside the first."""
    return {kind: replace(query, facets=True) for kind, query in queries().items()}
