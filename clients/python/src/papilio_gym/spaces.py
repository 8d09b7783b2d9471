"""Gymnasium's ten kinds of space as messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from gymnasium import Space, spaces

from papilio_gym import tensors
from papilio_gym.protocol import space_pb2 as pb

AnySpace = Space[Any]


def decode(message: pb.Space) -> AnySpace:
    """The space of a message, equal to the encoded one; ValueError for a malformed message."""
    kind = message.WhichOneof("kind")
    if kind is None:
        raise ValueError("space: of no kind (expected: one of Gymnasium's ten)")
    return _DECODERS[kind](message)


def encode(space: AnySpace) -> pb.Space:
    """A space as a message; TypeError for a space or dtype that the protocol does not have."""
    for kind, encoder in _ENCODERS.items():
        if isinstance(space, kind):
            return encoder(space)
    raise TypeError(f"space: {type(space).__name__} (expected: one of Gymnasium's ten)")


def _box(message: pb.Space) -> AnySpace:
    low, high = tensors.decode(message.box.low), tensors.decode(message.box.high)
    return spaces.Box(low, high, dtype=low.dtype.type)


def _discrete(message: pb.Space) -> AnySpace:
    m = message.discrete
    return spaces.Discrete(m.n, start=m.start, dtype=_integer(m.dtype))


def _multi_discrete(message: pb.Space) -> AnySpace:
    m = message.multi_discrete
    start = tensors.decode(m.start) if m.HasField("start") else None
    return spaces.MultiDiscrete(tensors.decode(m.nvec), dtype=_integer(m.dtype), start=start)


def _multi_binary(message: pb.Space) -> AnySpace:
    shape = message.multi_binary.shape
    return spaces.MultiBinary(shape[0] if len(shape) == 1 else tuple(shape))


def _text(message: pb.Space) -> AnySpace:
    m = message.text
    return spaces.Text(m.max_length, min_length=m.min_length, charset=m.charset)


def _graph(message: pb.Space) -> AnySpace:
    m = message.graph
    edge: Any = decode(m.edge) if m.HasField("edge") else None
    node: Any = decode(m.node)
    return spaces.Graph(node, edge)


def _integer(code: pb.DType) -> type[np.integer[Any]]:
    if code == pb.DTYPE_UNSPECIFIED:
        return np.int64
    dtype: type[np.integer[Any]] = tensors.dtype_of(code).type
    return dtype


_DECODERS: dict[str, Callable[[pb.Space], AnySpace]] = {
    "box": _box,
    "discrete": _discrete,
    "multi_discrete": _multi_discrete,
    "multi_binary": _multi_binary,
    "text": _text,
    "tuple": lambda m: spaces.Tuple([decode(s) for s in m.tuple.spaces]),
    # A list of pairs keeps its order; a dict would be sorted.
    "dict": lambda m: spaces.Dict([(e.key, decode(e.space)) for e in m.dict.entries]),
    "sequence": lambda m: spaces.Sequence(decode(m.sequence.space), stack=m.sequence.stack),
    "one_of": lambda m: spaces.OneOf([decode(s) for s in m.one_of.spaces]),
    "graph": _graph,
}


def _from_box(space: Any) -> pb.Space:
    low, high = tensors.encode(space.low), tensors.encode(space.high)
    return pb.Space(box=pb.Space.Box(low=low, high=high))


def _from_discrete(space: Any) -> pb.Space:
    dtype = tensors.code_of(space.dtype)
    return pb.Space(discrete=pb.Space.Discrete(n=int(space.n), start=int(space.start), dtype=dtype))


def _from_multi_discrete(space: Any) -> pb.Space:
    return pb.Space(
        multi_discrete=pb.Space.MultiDiscrete(
            nvec=tensors.encode(space.nvec.astype(np.int64)),
            start=tensors.encode(space.start.astype(np.int64)),
            dtype=tensors.code_of(space.dtype),
        )
    )


def _from_text(space: Any) -> pb.Space:
    low, high, charset = space.min_length, space.max_length, "".join(space.character_list)
    return pb.Space(text=pb.Space.Text(min_length=low, max_length=high, charset=charset))


def _from_tuple(space: Any) -> pb.Space:
    return pb.Space(tuple=pb.Space.Tuple(spaces=[encode(s) for s in space.spaces]))


def _from_dict(space: Any) -> pb.Space:
    for key in space.spaces:
        if not isinstance(key, str):
            raise TypeError(f"space: a Dict with the key {key!r} (expected: strings as keys)")
    entries = [pb.Space.Entry(key=k, space=encode(s)) for k, s in space.spaces.items()]
    return pb.Space(dict=pb.Space.Dict(entries=entries))


def _from_sequence(space: Any) -> pb.Space:
    feature = encode(space.feature_space)
    return pb.Space(sequence=pb.Space.Sequence(space=feature, stack=space.stack))


def _from_one_of(space: Any) -> pb.Space:
    return pb.Space(one_of=pb.Space.OneOf(spaces=[encode(s) for s in space.spaces]))


def _from_graph(space: Any) -> pb.Space:
    edge = None if space.edge_space is None else encode(space.edge_space)
    return pb.Space(graph=pb.Space.Graph(node=encode(space.node_space), edge=edge))


_ENCODERS: dict[type[AnySpace], Callable[[Any], pb.Space]] = {
    spaces.Box: _from_box,
    spaces.Discrete: _from_discrete,
    spaces.MultiDiscrete: _from_multi_discrete,
    spaces.MultiBinary: lambda s: pb.Space(multi_binary=pb.Space.MultiBinary(shape=s.shape)),
    spaces.Text: _from_text,
    spaces.Tuple: _from_tuple,
    spaces.Dict: _from_dict,
    spaces.Sequence: _from_sequence,
    spaces.OneOf: _from_one_of,
    spaces.Graph: _from_graph,
}
