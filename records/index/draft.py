"""What every index says when two rebuilds meet."""

from models.errors import Conflict


def overtaken() -> Conflict:
    """Return the error for a rebuild whose draft another one has dropped."""
    return Conflict(
        "Một lần lập lại chỉ mục khác đã bắt đầu sau lần này; lần này dừng, hãy chờ lần kia xong.",
        "another rebuild of the index began after this one, which stops; wait for the other to end",
    )
