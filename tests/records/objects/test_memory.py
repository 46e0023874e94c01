"""The store in memory can be full: how other rooms meet a full disk."""

import pytest

from models.errors import ServiceError, StorageFull
from records.objects import open_objects


def test_a_store_with_a_capacity_gets_full_and_keeps_what_it_has() -> None:
    store = open_objects("memory:10")
    kept = store.put([b"1234567"])
    with pytest.raises(StorageFull):
        store.put([b"too much"])
    assert list(store.keys()) == [kept.sha256]
    assert not store.put([b"1234567"]).created


def test_a_capacity_that_is_no_number_is_refused() -> None:
    with pytest.raises(ServiceError):
        open_objects("memory:lots")
