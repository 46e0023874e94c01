"""A start on an Elasticsearch index of an older make: one line says so, and the records fill it again."""

import logging
from pathlib import Path

import pytest

from api.backends import open_context
from api.services.search import follow
from api.settings import read_settings
from models.identifiers import AgencyCode
from models.search import SearchQuery
from records.index import open_index
from records.index.elasticsearch import mapping
from tests.contract import servers
from tests.records.build import OWNER, component, dossier


@pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services")
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_older_index_is_told_in_one_line_and_filled_from_the_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with servers.new_index_url() as url:
        older = {**mapping.MAPPING, "_meta": {"application": "hoso", "schema": mapping.SCHEMA - 1}}
        with monkeypatch.context() as then:
            then.setattr(mapping, "MAPPING", older)
            open_index(url).close()
        settings = read_settings({"HOSO_HOME": str(tmp_path), "HOSO_INDEX": url})
        with caplog.at_level(logging.WARNING), open_context(settings) as context:
            with context.records.write() as records:
                records.dossiers.add(dossier(agency=AgencyCode("000.03.23.H99")))
                records.components.add(component())
            said = (
                f"has mapping {mapping.SCHEMA - 1}, now {mapping.SCHEMA}: it is made anew and filled from the records"
            )
            assert [said in line for line in caplog.messages] == [True]
        with open_context(settings) as context:  # the index is empty still, so all that there is waits for it
            while follow(context):
                pass
            assert context.index.search(SearchQuery(OWNER.name)).total == 1
