"""Infos as columns, and back as Gymnasium has them."""

from typing import Any

import numpy as np
import pytest
from papilio_gym import infos
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve import time_steps

from agreement import assert_same


def round_trip(*rows: dict[str, Any], names: list[str] | None = None) -> dict[str, Any]:
    wanted = frozenset(names).__contains__ if names is not None else lambda name: True
    info = pb.Info(columns=time_steps.columns(rows, wanted))
    return infos.of_one(info) if len(rows) == 1 else infos.of_all(info, len(rows))


def test_one_environment_gets_its_own_values() -> None:
    info = {"x": 1.5, "n": 3, "flag": True, "pair": np.arange(2), "in": {"deep": {"y": 2.5}}}
    back = round_trip(info)
    assert back["in"] == info["in"] and back["pair"].tolist() == [0, 1]
    assert [back[key] for key in ("x", "n", "flag")] == [1.5, 3, True]


def test_a_vector_gets_arrays_and_masks() -> None:
    back = round_trip({"x": 1.5, "in": {"y": 1}}, {"x": 2.5}, {"x": 3.5, "in": {"y": 3}})
    mask = np.array([True, False, True])
    assert_same(back, {
        "x": np.array([1.5, 2.5, 3.5]), "_x": np.ones(3, np.bool_),
        "in": {"y": np.array([1, 0, 3]), "_y": mask}, "_in": mask,
    }, "infos")  # fmt: skip


def test_keys_with_dots_and_tildes_are_kept_and_selected() -> None:
    info: dict[str, Any] = {"reward.total": 1.5, "a.b": {"~c.d": 3, "": 4}, "~1": 5, "other": 6}
    assert round_trip(info) == info
    names = ["reward.total", "a.b.~c.d", "~1"]
    assert round_trip(info, names=names) == {"reward.total": 1.5, "a.b": {"~c.d": 3}, "~1": 5}
    assert round_trip(info, names=[]) == {}


@pytest.mark.parametrize(
    ("one", "other", "column"),
    [
        (np.arange(2), np.arange(2) + 0.5, [[0.0, 1.0], [0.5, 1.5]]),
        (np.int8(1), 300, [1, 300]),
        (np.bool_(True), False, [True, False]),
        ([1, 1.5], [2, 2.5], [[1.0, 1.5], [2.0, 2.5]]),
        (((1, 1), (2, 3)), ((2, 1), (2, 3)), [[[1, 1], [2, 3]], [[2, 1], [2, 3]]]),
        (2**63 - 1, 0, [2**63 - 1, 0]),
        # Without a column: text, objects, integers beyond 64 bits, and shapes that differ.
        (1.0, "text", None),
        (["a", "b"], ["a", "b"], None),
        ([None, 1], [None, 1], None),
        (2**70, 1, None),
        (np.arange(1), np.arange(2), None),
        ([0], [0, 1], None),
        (np.ones(2), [[1], [2, 3]], None),
        (None, None, None),
    ],
)
def test_a_column_has_a_dtype_for_all_values(one: Any, other: Any, column: Any) -> None:
    for rows, expected in (((one, other), column), ((other, one), column and column[::-1])):
        back = round_trip(*({"key": value} for value in rows)).get("key")
        assert (None if back is None else back.tolist()) == expected


def test_a_dictionary_beside_a_number_keeps_its_entries() -> None:
    back = round_trip({"key": {"a": 1}}, {"key": 1})
    assert back["key"]["a"].tolist() == [1, 0] and back["_key"].tolist() == [True, False]
