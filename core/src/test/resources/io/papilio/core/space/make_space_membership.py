"""Makes space-membership.json: which elements Gymnasium 1.3 finds in which spaces.

    python3 make_space_membership.py > space-membership.json

The file holds spaces, elements and, for each space, a string of 0 and 1 with one character for
each element. Where Gymnasium raises an exception instead of answering, the character is 0. Gymnasium
turns Python's lists, tuples and numbers into arrays before it asks an array's space; elements have
one kind in Papilio, so that conversion is switched off here.
"""

import json
import math
import warnings

import gymnasium
import numpy as np
from gymnasium import spaces as s
from gymnasium.spaces import GraphInstance

warnings.simplefilter("ignore")
gymnasium.logger.min_level = gymnasium.logger.ERROR + 1

ARRAYS = (s.Box, s.MultiDiscrete, s.MultiBinary, s.Discrete)

for kind in ARRAYS:

    def contains(self, x, original=kind.contains):
        return isinstance(x, (np.ndarray, np.generic)) and original(self, x)

    kind.contains = contains


def number(value):
    value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")
    return int(value) if isinstance(value, bool) else value


def tensor(array):
    array = np.asarray(array)
    return {
        "dtype": array.dtype.name,
        "shape": list(array.shape),
        "data": [number(value) for value in array.ravel()],
    }


def space_json(space):
    match space:
        case s.Box():
            return {"kind": "box", "low": tensor(space.low), "high": tensor(space.high)}
        case s.Discrete():
            n, start = int(space.n), int(space.start)
            return {"kind": "discrete", "n": n, "start": start, "dtype": space.dtype.name}
        case s.MultiDiscrete():
            return {
                "kind": "multi_discrete",
                "nvec": tensor(space.nvec.astype(np.int64)),
                "start": tensor(space.start.astype(np.int64)),
                "dtype": space.dtype.name,
            }
        case s.MultiBinary():
            return {"kind": "multi_binary", "shape": list(space.shape)}
        case s.Text():
            return {
                "kind": "text",
                "min_length": space.min_length,
                "max_length": space.max_length,
                "charset": space.characters,
            }
        case s.Tuple():
            return {"kind": "tuple", "spaces": [space_json(part) for part in space.spaces]}
        case s.Dict():
            return {"kind": "dict", "spaces": {k: space_json(v) for k, v in space.spaces.items()}}
        case s.Sequence():
            part = space_json(space.feature_space)
            return {"kind": "sequence", "space": part, "stack": space.stack}
        case s.OneOf():
            return {"kind": "one_of", "spaces": [space_json(part) for part in space.spaces]}
        case s.Graph():
            edge = None if space.edge_space is None else space_json(space.edge_space)
            return {"kind": "graph", "node": space_json(space.node_space), "edge": edge}


class Chosen(tuple):
    """An element of a OneOf; a plain tuple stays a list."""


def element_json(element):
    match element:
        case str():
            return {"text": element}
        case dict():
            return {"dict": {key: element_json(value) for key, value in element.items()}}
        case GraphInstance():
            optional = lambda array: None if array is None else tensor(array)
            return {
                "nodes": tensor(element.nodes),
                "edges": optional(element.edges),
                "edge_links": optional(element.edge_links),
            }
        case Chosen():
            return {"index": element[0], "element": element_json(element[1])}
        case tuple():
            return {"list": [element_json(part) for part in element]}
        case _:
            return {"tensor": tensor(element)}


f4, f8, i1, i4, i8, u1, u8 = (
    np.float32,
    np.float64,
    np.int8,
    np.int32,
    np.int64,
    np.uint8,
    np.uint64,
)
unit = s.Box(-1, 1, (2,), f4)
die = s.Discrete(6, start=1)
SPACES = [
    unit,
    s.Box(-np.inf, np.inf, (2,), f8),
    s.Box(np.array([0, 0.1], f8), np.array([0.1, 0.3], f8)),
    s.Box(0, 255, (2, 2), u1),
    s.Box(-1, 1, (), f8),
    s.Box(np.array([2**53, 0], i8), np.array([2**53 + 1, 9], i8), dtype=i8),
    s.Box(np.array([0, 2**63], u8), np.array([5, 2**64 - 1], u8), dtype=u8),
    s.Discrete(3),
    die,
    s.Discrete(2, start=-1, dtype=i1),
    s.MultiDiscrete([3, 6]),
    s.MultiDiscrete([[2, 2], [300, 2]], start=[[0, -1], [5, 0]]),
    s.MultiDiscrete([2, 3], dtype=u1),
    s.MultiBinary(2),
    s.MultiBinary([2, 2]),
    s.Text(5),
    s.Text(3, min_length=0, charset="abé🦋"),
    s.Tuple([die, unit]),
    s.Tuple([s.Discrete(3), s.Discrete(4)]),
    s.Tuple([]),
    s.Dict({"a": die, "b": unit}),
    s.Dict({"outer": s.Dict({"a": die}), "text": s.Text(5)}),
    s.Sequence(die),
    s.Sequence(die, stack=True),
    s.Sequence(unit, stack=True),
    s.Sequence(s.Tuple([die, unit]), stack=True),
    s.Sequence(s.Dict({"a": die, "b": unit}), stack=True),
    s.Sequence(s.Text(5)),
    s.OneOf([die, unit, s.Text(5)]),
    s.Graph(unit, None),
    s.Graph(unit, s.Discrete(3)),
    s.Graph(s.Discrete(6), unit),
]

half = np.array([0.5, -0.5], f4)
three = np.array(3, i8)
links = np.array([[0, 1], [1, 0]], i8)
ELEMENTS = [
    *(np.array(v, t) for v in (0, 1, 3, 6) for t in (i8, i1, u1, u8, i4, f4, np.bool_)),
    np.array(-1, i8),
    np.array(-1, i1),
    np.array(2**64 - 1, u8),
    np.array(0.5, f8),
    *(np.array([v, w], t) for v, w in ((0, 1), (1, 5), (2, 0)) for t in (i8, u1, u8, f4, f8, np.bool_)),
    np.array([0.1, 0.3], f4),
    np.array([0.1, 0.3], f8),
    np.array([np.nan, 0], f4),
    np.array([np.inf, 0], f8),
    np.array([-1, 1], f8),
    np.array([-1, 1], f4),
    np.array([1, 1.0000001], f4),
    np.array([2**53, 0], i8),
    np.array([2**53 + 1, 9], i8),
    np.array([2**53 + 2, 9], i8),
    np.array([0, 2**63], u8),
    np.array([0, 2**63 - 1], u8),
    np.array([5, 2**64 - 1], u8),
    np.array([[0, 1], [5, 1]], i8),
    np.array([[0, -1], [304, 0]], i4),
    np.array([[0, 1], [1, 1]], u1),
    np.array([[0, 1], [1, 1]], f8),
    np.array([[0, 1], [2, 1]], f4),
    np.zeros((0,), i8),
    np.zeros((0, 2), f4),
    np.zeros((2, 2), f4),
    np.array([1, 2, 3], i8),
    "",
    "a",
    "ab1",
    "abcdef",
    "é🦋a",
    "🦋🦋🦋🦋",
    "a b",
    (),
    (three,),
    (three, half),
    (half, three),
    (np.array(7, i8), half),
    (three, half, half),
    (three, three),
    (np.array([1, 3], i8), np.zeros((2, 2), f4)),
    (np.array([1, 7], i8), np.zeros((2, 2), f4)),
    (np.array([1, 3], i8), np.zeros((1, 2), f4)),
    ("a", "b2"),
    ("a", "toolong"),
    {},
    {"a": three, "b": half},
    {"b": half, "a": three},
    {"a": three},
    {"a": three, "b": half, "c": half},
    {"a": half, "b": half},
    {"a": np.array([1, 3], i8), "b": np.zeros((2, 2), f4)},
    {"a": np.array([1, 3], i8), "b": np.full((2, 2), 2, f4)},
    {"outer": {"a": three}, "text": "a"},
    {"outer": {"a": three}, "text": ""},
    Chosen((0, three)),
    Chosen((1, half)),
    Chosen((1, three)),
    Chosen((2, "abc")),
    Chosen((3, three)),
    Chosen((-1, "abc")),
    GraphInstance(np.zeros((2, 2), f4), None, None),
    GraphInstance(np.zeros((0, 2), f4), None, None),
    GraphInstance(np.zeros((2, 3), f4), None, None),
    GraphInstance(np.full((2, 2), 2, f4), None, None),
    GraphInstance(np.zeros((2, 2), f4), np.array([0, 2], i8), links),
    GraphInstance(np.zeros((2, 2), f4), np.array([0, 3], i8), links),
    GraphInstance(np.zeros((2, 2), f4), np.array([0, 2], i8), links.astype(np.int32)),
    GraphInstance(np.zeros((2, 2), f4), np.array([0, 2], i8), links.astype(f4)),
    GraphInstance(np.zeros((2, 2), f4), np.array([0, 2], i8), links + 1),
    GraphInstance(np.zeros((2, 2), f4), np.array([0, 2], i8), links - 1),
    GraphInstance(np.zeros((2, 2), f4), np.array([0, 2], i8), links[:1]),
    GraphInstance(np.zeros((2, 2), f4), np.array([0, 2], i8), None),
    GraphInstance(np.zeros((2, 2), f4), None, links),
    GraphInstance(np.array([0, 5], i8), np.zeros((2, 2), f4), links),
    GraphInstance(np.array([0, 6], i8), np.zeros((2, 2), f4), links),
    GraphInstance(np.array([0, 5], i8), None, None),
]


def plain(element):
    return tuple(element) if isinstance(element, Chosen) else element


def answer(space, element):
    # A list is no element of a OneOf, and the choice of a OneOf is no list.
    if isinstance(element, Chosen) != isinstance(space, s.OneOf):
        return "0"
    # Gymnasium takes any iterable for a stack of arrays; in Papilio it is an array.
    stack = isinstance(space, s.Sequence) and space.stack
    if stack and type(space.feature_space) in ARRAYS and not isinstance(element, np.ndarray):
        return "0"
    try:
        return "1" if space.contains(plain(element)) else "0"
    except Exception:
        return "0"


TYPES = [np.bool_, i1, u1, np.int16, np.uint16, i4, np.uint32, i8, u8, f4, f8]
document = {
    "gymnasium": gymnasium.__version__,
    "numpy": np.__version__,
    "casts": {
        np.dtype(t).name: [np.dtype(u).name for u in TYPES if np.can_cast(t, u)] for t in TYPES
    },
    "spaces": [space_json(space) for space in SPACES],
    "elements": [element_json(element) for element in ELEMENTS],
    "contains": ["".join(answer(space, element) for element in ELEMENTS) for space in SPACES],
}
lines = (f'  "{key}": ' + json.dumps(value, ensure_ascii=False) for key, value in document.items())
print("{\n" + ",\n".join(lines).replace('}, {"', '},\n    {"') + "\n}")
