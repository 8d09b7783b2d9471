"""Spaces, points and batches of every kind as messages, and back."""

from typing import Any

import numpy as np
import pytest
from gymnasium import Space
from gymnasium.vector.utils import batch_space, concatenate, create_empty_array
from papilio_gym import InvalidArgument, elements, spaces
from papilio_gym.protocol import space_pb2 as pb

from agreement import assert_same
from everything import all_kinds, answered

KINDS = dict(all_kinds().spaces)
WHOLE = {**KINDS, "dict": all_kinds()}
EACH = pytest.mark.parametrize("space", WHOLE.values(), ids=WHOLE.keys())


@EACH
def test_every_kind_of_space_and_point_round_trips(space: Space[Any]) -> None:
    back = spaces.decode(spaces.encode(space))
    assert back == space and back.dtype == space.dtype and back.shape == space.shape
    assert str(back) == str(space)
    space.seed(1)
    for _ in range(20):
        point = space.sample()
        decoded = elements.decode(space, elements.encode(space, point))
        assert decoded in space
        assert_same(decoded, point, "point")


@EACH
def test_a_batch_holds_the_points_in_order(space: Space[Any]) -> None:
    space.seed(2)
    points = [space.sample() for _ in range(3)]
    batch: Any = concatenate(space, points, create_empty_array(space, 3))
    back = elements.decode_batch(space, elements.encode_batch(space, batch))
    assert back in batch_space(space, 3)
    for i, point in enumerate(points):
        assert_same(elements.row(space, back, i), answered(space, point), f"row {i}")
    one = elements.decode_batch(space, elements.batch_of_one(space, points[0]))
    assert_same(elements.row(space, one, 0), answered(space, points[0]), "batch of one")


def test_the_keys_of_a_dict_keep_their_order() -> None:
    back: Any = spaces.decode(spaces.encode(all_kinds()))
    assert list(back.spaces) == list(KINDS)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_floating_point_actions_keep_their_precision(dtype: type) -> None:
    space = KINDS["z_box"]
    sent = elements.batch_of_one(space, np.array([0.1, 0.2], dtype))
    assert elements.decode_batch(space, sent).dtype == dtype


def test_whole_numbers_take_the_dtype_of_the_space() -> None:
    box, discrete = KINDS["z_box"], KINDS["discrete"]
    assert elements.decode_batch(box, elements.batch_of_one(box, [1, 2])).dtype == np.float64
    sent = elements.batch_of_one(discrete, 2)
    assert elements.decode_batch(discrete, sent).dtype == np.int32


def test_actions_of_another_structure_are_rejected() -> None:
    space = all_kinds()
    action = space.sample()
    without = {key: action[key] for key in action if key != "text"}
    wrong: list[Any] = [
        *(None, 3, "text", without, {**action, "more": 1}, {**action, "text": 3}),
        *({**action, "z_box": "a"}, {**action, "tuple": (1,)}, {**action, "graph": 3}),
    ]
    for one in wrong:
        for encoder in (elements.batch_of_one, elements.encode_batch):
            with pytest.raises(InvalidArgument) as caught:
                elements.actions(encoder, space, one)
            assert caught.value.subject == "action"


def test_a_message_without_a_kind_is_rejected() -> None:
    with pytest.raises(ValueError):
        spaces.decode(pb.Space())
