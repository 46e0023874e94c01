from models.dossier import OPEN_STATES, TRANSITIONS, DossierState


def test_every_state_has_its_followers() -> None:
    assert set(TRANSITIONS) == set(DossierState)


def test_every_state_is_reached_from_the_start() -> None:
    reached, frontier = {DossierState.REGISTERED}, {DossierState.REGISTERED}
    while frontier:
        frontier = {after for state in frontier for after in TRANSITIONS[state]} - reached
        reached |= frontier
    assert reached == set(DossierState)


def test_final_states_are_closed() -> None:
    final = {state for state, after in TRANSITIONS.items() if not after}
    assert final == {DossierState.REFUSED, DossierState.WITHDRAWN, DossierState.STOPPED, DossierState.RETURNED}
    assert not final & OPEN_STATES
