from typing import Any

import numpy as np
import pytest
from gymnasium import Space
from gymnasium.vector.utils import batch_space, concatenate, create_empty_array
from papilio_gym import elements, spaces
from papilio_gym.errors import ServerFault
from papilio_gym.protocol import space_pb2 as pb

from agreement import assert_same
from everything import all_kinds, answered

KINDS = dict(all_kinds().spaces)
WHOLE = {**KINDS, "dict": all_kinds()}
EACH = pytest.mark.parametrize("space", WHOLE.values(), ids=WHOLE.keys())


@EACH
def test_every_kind_of_space_comes_back(space: Space[Any]) -> None:
    back = spaces.decode(spaces.encode(space))
    assert back == space and back.dtype == space.dtype and back.shape == space.shape
    assert str(back) == str(space)


@EACH
def test_every_point_comes_back(space: Space[Any]) -> None:
    space.seed(1)
    for _ in range(20):
        point = space.sample()
        back = elements.decode(space, elements.encode(space, point))
        assert back in space
        assert_same(back, point, "point")


@EACH
def test_a_batch_holds_the_points_in_order(space: Space[Any]) -> None:
    space.seed(2)
    points = [space.sample() for _ in range(3)]
    batch: Any = concatenate(space, points, create_empty_array(space, 3))
    back = elements.decode_batch(space, elements.encode_batch(space, batch))
    assert back in batch_space(space, 3)
    for i, point in enumerate(points):
        assert_same(elements.row(space, back, i), answered(space, point), f"row {i}")


@EACH
def test_a_batch_of_one_holds_its_point(space: Space[Any]) -> None:
    space.seed(3)
    point = space.sample()
    back = elements.decode_batch(space, elements.batch_of_one(space, point))
    assert_same(elements.row(space, back, 0), answered(space, point), "row 0")


def test_the_keys_of_a_dict_keep_their_order() -> None:
    back: Any = spaces.decode(spaces.encode(all_kinds()))
    assert list(back.spaces) == list(KINDS)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_floating_point_actions_keep_their_precision(dtype: type) -> None:
    space = KINDS["z_box"]
    sent = elements.batch_of_one(space, np.array([0.1, 0.2], dtype))
    assert elements.decode_batch(space, sent).dtype == dtype


def test_whole_numbers_take_the_type_of_the_space() -> None:
    assert elements.decode_batch(KINDS["z_box"], elements.batch_of_one(KINDS["z_box"], [1, 2])).dtype == float
    sent = elements.batch_of_one(KINDS["discrete"], 2)
    assert elements.decode_batch(KINDS["discrete"], sent).dtype == np.int32


def test_a_space_of_no_kind_is_a_fault_of_the_server() -> None:
    with pytest.raises(ServerFault, match="no kind"):
        spaces.decode(pb.Space())
