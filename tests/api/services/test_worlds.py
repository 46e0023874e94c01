"""Random worlds: agencies that merge, owners, papers that age, expire and are revoked, consents that come and go.

What should happen is told a second time, in a few lines that share nothing with the programme (`World.may_read`,
`World.may_take`, `World.stands`). After every attempt of every caller both must agree: no path gives content to one
without right, no expired, revoked, unapproved or foreign paper is accepted, what may be taken is, and replays change
nothing.
"""

import pytest

from tests.api.services.world import World
from tests.api.services.world_setting import HAPPENED

STEPS = {
    World.hand_in: 4,
    World.use: 8,
    World.try_anything: 4,
    World.look: 4,
    World.look_at_links: 2,
    World.see_and_ask: 3,
    World.decide_after_something_happened: 5,
    World.review_again: 1,
    World.change_a_standing: 1,
    World.let_time_pass: 1,
    World.withdraw_one: 1,
    World.merge: 1,
    World.lists_show_what_may_be_seen: 2,
}
"""What may happen next, and how often it does."""


@pytest.mark.parametrize("seed", range(8))
def test_programme_and_tale_agree(seed: int) -> None:
    world = World(seed)
    try:
        for step in world.chance.choices(list(STEPS), list(STEPS.values()), k=60):
            step(world)
        world.lists_show_what_may_be_seen()
    finally:
        world.close()


def test_the_worlds_were_eventful() -> None:
    """They are of use only if papers are taken, refused and lost again in them, and decisions made and stopped."""
    HAPPENED.clear()
    for seed in (100, 101):
        test_programme_and_tale_agree(seed)
    for what in ("taken", "refused", "looked", "shut out", "decided", "not decided", "withdrawn"):
        assert HAPPENED[what] >= 3, HAPPENED
    assert HAPPENED["merged"] >= 1
