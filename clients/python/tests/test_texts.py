"""Arguments that no message can hold, and errors that would show a token."""

from typing import Any

import gymnasium
import numpy as np
import pytest
from papilio_gym import InvalidArgument, PapilioEnv, PapilioVectorEnv, opening

from conftest import Place

SECRET = "sesame-0123"
HALF = "\ud800"  # Of a surrogate pair: a string of Python, and none of UTF-8.


def nested(levels: int) -> Any:
    value: Any = 0
    for _ in range(levels):
        value = {"inner": value}
    return value


def within_itself() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    "wrong",
    [
        {"server_wrappers": [("TimeLimit", {1: 2})]},
        {"server_wrappers": [HALF]},
        {"server_wrappers": within_itself()},
        {"server_wrappers": 10**5000},
        {"info_names": [HALF]},
        {"info_names": np.array("reward")},
        {"info_names": [nested(3000)]},
        {"channel_options": [(HALF, 1)]},
        {"channel_options": [("grpc.primary_user_agent", HALF)]},
        {"xml_file": HALF},
        {"xml_file": {1: 2}},
        {"xml_file": nested(31)},
        {"xml_file": nested(2000)},
        {"xml_file": within_itself()},
        {"xml_file": 10**5000},
        {"environment_id": HALF},
        {"target": HALF},
        {"tls": HALF},
    ],
)
@pytest.mark.parametrize("open_", [PapilioEnv, PapilioVectorEnv])
def test_what_no_message_holds_is_refused_by_name(open_: Any, wrong: dict[str, Any]) -> None:
    (name,) = wrong
    with pytest.raises(InvalidArgument, match=rf"^{name}: .* \(expected: ") as caught:
        open_(**{"environment_id": "Any-v0", "target": "nowhere:1", **wrong})
    str(caught.value).encode()


@pytest.mark.parametrize("wrong", [{1: 2}, {"low": {1: 2}}, {HALF: 1}, {"low": HALF}])
def test_options_of_resets_that_no_message_holds_are_refused(
    place: Place, wrong: dict[Any, Any]
) -> None:
    env = PapilioEnv(place.id, target=place.target)
    with pytest.raises(InvalidArgument, match=r"^(options|low): .* \(expected: "):
        env.reset(options=wrong)
    env.close()


def test_overrides_with_keys_that_are_no_strings_are_refused() -> None:
    wrong: Any = [{1: 1}, {}]
    with pytest.raises(InvalidArgument, match=r"^overrides: key 1 \(expected: strings"):
        PapilioVectorEnv("Any-v0", 2, target="nowhere:1", overrides=wrong)


def test_as_many_levels_as_are_said_to_be_allowed_arrive(place: Place) -> None:
    with pytest.raises(Exception, match="unknown_keyword|unexpected keyword"):
        PapilioEnv(place.id, target=place.target, unknown_keyword=nested(30))


def test_a_seed_in_an_array_without_dimensions_is_refused(place: Place) -> None:
    envs = PapilioVectorEnv(place.id, 2, target=place.target)
    wrong: Any = np.array(3)
    with pytest.raises(InvalidArgument, match=r"^seed: array\(3\) \(expected: an integer, or"):
        envs.reset(seed=wrong)
    envs.close()


@pytest.mark.parametrize("wrong", [{"server_wrappers": [("TimeLimit", {1: 2})]}, {"self": 1}])
def test_gymnasium_is_given_no_cause_to_show_a_token(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument) as caught:
        gymnasium.make("papilio/Hopper-v5", target="nowhere:1", token=SECRET, **wrong)
    assert SECRET not in str(caught.value)


def test_a_type_error_that_nobody_foresaw_leaves_no_constructor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unforeseen(*_: Any) -> None:
        raise TypeError("unforeseen")

    monkeypatch.setattr(opening, "server", unforeseen)
    with pytest.raises(InvalidArgument, match=r"^keywords: unforeseen \(expected: "):
        gymnasium.make("papilio/Hopper-v5", target="nowhere:1", token=SECRET)
    with pytest.raises(InvalidArgument, match=r"^keywords: unforeseen \(expected: "):
        gymnasium.make_vec("papilio/Hopper-v5", 2, target="nowhere:1", token=SECRET)
