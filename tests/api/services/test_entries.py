"""What the index is told of papers, read a batch at a time."""

from api.services.context import Context
from api.services.entries import entries_of
from tests.api.parts import DISTRICT, PROVINCE
from tests.api.services.steps import approved_paper, issue, open_at, picture


def test_papers_and_results_of_several_dossiers_are_told_together(context: Context) -> None:
    first, second = open_at(context), open_at(context)
    papers = [approved_paper(context, dossier, picture(shade)) for shade, dossier in enumerate((first, second), 1)]
    issued = issue(context, second)
    with context.records.read() as records:
        told = {entry.id: entry for entry in entries_of(records, [papers[0].id, issued.id, papers[1].id, papers[0].id])}
        whole = records.readings.get(papers[0].version.id)
    assert set(told) == {papers[0].id, papers[1].id, issued.id}
    assert whole is not None
    assert told[papers[0].id].text == whole.reading.text != ""
    ids = papers[0].id, papers[1].id, issued.id
    assert [told[id].kind for id in ids] == ["component", "component", "result"]  # noqa: A001 - the domain's word
    assert [told[id].dossier for id in ids] == [first.code, second.code, second.code]  # noqa: A001 - likewise
    assert told[papers[1].id].agencies == (second.agency, DISTRICT.code, PROVINCE.code)
    assert told[issued.id].fields["document_number"] == issued.document_number


def test_what_is_not_there_is_passed_over(context: Context) -> None:
    with context.records.read() as records:
        assert entries_of(records, ["nothing"]) == []
        assert entries_of(records, []) == []
