"""Elements of spaces, and batches of them, as messages.

A batch has the form of Gymnasium's batched spaces: one array for Box, Discrete, MultiDiscrete and
MultiBinary, a tuple or dict of batches for Tuple and Dict, and a tuple of n elements for Text,
Sequence, OneOf and Graph.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from gymnasium import spaces

from papilio_gym import tensors
from papilio_gym.errors import invalid
from papilio_gym.protocol import space_pb2 as pb
from papilio_gym.spaces import AnySpace

_ARRAYS = (spaces.Box, spaces.Discrete, spaces.MultiDiscrete, spaces.MultiBinary)


def actions(
    encoder: Callable[[AnySpace, Any], pb.Element], space: AnySpace, value: Any
) -> pb.Element:
    """What an encoder makes of actions; InvalidArgument for those that do not fit the space."""
    try:
        return encoder(space, value)
    except (AttributeError, LookupError, OverflowError, TypeError, ValueError) as error:
        raise invalid("action", reprlib.repr(value), str(space)) from error


def encode_batch(space: AnySpace, batch: Any) -> pb.Element:
    """A batch of points of `space`."""
    if isinstance(space, _ARRAYS):
        return pb.Element(tensor=tensors.encode(_array(space, batch)))
    if isinstance(space, spaces.Tuple):
        parts = zip(space.spaces, batch, strict=True)
        return _list(encode_batch(sub, part) for sub, part in parts)
    if isinstance(space, spaces.Dict):
        entries = _parts(space, batch)
        return _dict((key, encode_batch(sub, part)) for key, sub, part in entries)
    return _list(encode(space, point) for point in batch)


def decode_batch(space: AnySpace, element: pb.Element) -> Any:
    """The batch of a message; its arrays are writable copies."""
    if isinstance(space, _ARRAYS):
        return tensors.decode(element.tensor)
    if isinstance(space, spaces.Tuple):
        parts = zip(space.spaces, element.list.elements, strict=True)
        return tuple(decode_batch(sub, part) for sub, part in parts)
    if isinstance(space, spaces.Dict):
        entries = zip(space.spaces.values(), element.dict.entries, strict=True)
        return {entry.key: decode_batch(sub, entry.element) for sub, entry in entries}
    return tuple(decode(space, point) for point in element.list.elements)


def row(space: AnySpace, batch: Any, i: int) -> Any:
    """Point i of a batch."""
    if isinstance(space, spaces.Tuple):
        return tuple(row(sub, part, i) for sub, part in zip(space.spaces, batch, strict=True))
    if isinstance(space, spaces.Dict):
        return {key: row(sub, batch[key], i) for key, sub in space.spaces.items()}
    point = batch[i]
    if isinstance(space, spaces.Discrete) and isinstance(point, np.integer):
        return int(point)  # As in Gymnasium's own environments.
    return point


def batch_of_one(space: AnySpace, point: Any) -> pb.Element:
    """A batch that holds one point."""
    if isinstance(space, _ARRAYS):
        return pb.Element(tensor=tensors.encode(_array(space, point)[np.newaxis]))
    if isinstance(space, spaces.Tuple):
        parts = zip(space.spaces, point, strict=True)
        return _list(batch_of_one(sub, part) for sub, part in parts)
    if isinstance(space, spaces.Dict):
        entries = _parts(space, point)
        return _dict((key, batch_of_one(sub, part)) for key, sub, part in entries)
    return _list([encode(space, point)])


def encode(space: AnySpace, point: Any) -> pb.Element:
    """One point of `space`."""
    if isinstance(space, _ARRAYS):
        return pb.Element(tensor=tensors.encode(_array(space, point)))
    if isinstance(space, spaces.Text):
        return pb.Element(text=point)
    if isinstance(space, spaces.Tuple):
        return _list(encode(sub, part) for sub, part in zip(space.spaces, point, strict=True))
    if isinstance(space, spaces.Dict):
        entries = _parts(space, point)
        return _dict((key, encode(sub, part)) for key, sub, part in entries)
    if isinstance(space, spaces.Sequence):
        if space.stack:
            return encode_batch(space.feature_space, point)
        return _list(encode(space.feature_space, part) for part in point)
    if isinstance(space, spaces.OneOf):
        index, part = int(point[0]), point[1]
        chosen = encode(space.spaces[index], part)
        return pb.Element(one_of=pb.Element.OneOf(index=index, element=chosen))
    if isinstance(space, spaces.Graph):
        arrays = {
            name: tensors.encode(array)
            for name, array in zip(point._fields, point, strict=True)
            if array is not None
        }
        return pb.Element(graph=pb.Element.Graph(**arrays))
    raise TypeError(f"space: {type(space).__name__} (expected: one of Gymnasium's ten)")


def decode(space: AnySpace, element: pb.Element) -> Any:
    """The point of a message."""
    if isinstance(space, _ARRAYS):
        return tensors.decode(element.tensor)[()]
    if isinstance(space, spaces.Text):
        return element.text
    if isinstance(space, spaces.Tuple):
        parts = zip(space.spaces, element.list.elements, strict=True)
        return tuple(decode(sub, part) for sub, part in parts)
    if isinstance(space, spaces.Dict):
        entries = zip(space.spaces.values(), element.dict.entries, strict=True)
        return {entry.key: decode(sub, entry.element) for sub, entry in entries}
    if isinstance(space, spaces.Sequence):
        if space.stack:
            return decode_batch(space.feature_space, element)
        return tuple(decode(space.feature_space, part) for part in element.list.elements)
    if isinstance(space, spaces.OneOf):
        chosen = element.one_of
        return np.int64(chosen.index), decode(space.spaces[chosen.index], chosen.element)
    if isinstance(space, spaces.Graph):
        graph = element.graph
        edges = tensors.decode(graph.edges) if graph.HasField("edges") else None
        links = tensors.decode(graph.edge_links) if graph.HasField("edge_links") else None
        return spaces.GraphInstance(tensors.decode(graph.nodes), edges, links)
    raise TypeError(f"space: {type(space).__name__} (expected: one of Gymnasium's ten)")


def _array(space: AnySpace, values: Any) -> tensors.Array:
    """The values in a dtype of the protocol.

    Floating-point values keep their precision, as Gymnasium's environments compute with the dtype
    of the action. Integers take the dtype of the space if they fit.
    """
    array: tensors.Array = np.asarray(values)
    dtype = np.dtype(space.dtype)
    if array.dtype == dtype or array.dtype.kind not in "biuf":
        return array
    if dtype.kind == "f":
        return array if array.dtype in (np.float32, np.float64) else array.astype(np.float64)
    if array.dtype.kind != "f":
        cast = array.astype(dtype)
        return cast if np.array_equal(cast, array) else array
    return array


def _parts(space: spaces.Dict, point: Any) -> list[tuple[str, AnySpace, Any]]:
    """The entries of a dict, whose keys are those of the space."""
    if len(point) != len(space.spaces):
        raise ValueError(f"keys: {list(point)} (expected: {list(space.spaces)})")
    return [(key, sub, point[key]) for key, sub in space.spaces.items()]


def _list(elements: Iterable[pb.Element]) -> pb.Element:
    return pb.Element(list=pb.Element.List(elements=elements))


def _dict(entries: Iterable[tuple[str, pb.Element]]) -> pb.Element:
    pairs = (pb.Element.Entry(key=key, element=element) for key, element in entries)
    return pb.Element(dict=pb.Element.Dict(entries=pairs))
