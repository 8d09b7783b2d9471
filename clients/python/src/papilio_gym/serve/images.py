"""Frames of environments as messages."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import Any

import grpc
import gymnasium
import numpy as np

from papilio_gym import tensors
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve.refusals import Refused, invalid, unsupported

MODE = "rgb_array"
_MODES = (MODE, "depth_array")  # Of the protocol.


def drawn(
    envs: Sequence[gymnasium.Env[Any, Any]], request: pb.RenderRequest
) -> pb.RenderResponse:
    """The frames that are asked for."""
    if request.mode not in _MODES:
        raise invalid(f"render_mode: '{request.mode}' (expected: {' or '.join(_MODES)})")
    encode = _ENCODINGS.get(request.encoding)
    if encode is None:
        raise invalid(f"encoding: {request.encoding} (expected: raw or png)")
    if any(env.render_mode != MODE for env in envs):
        id_ = envs[0].spec.id if envs[0].spec else type(envs[0].unwrapped).__name__
        raise unsupported(f"render: {id_} (expected: an environment that can be shown)")
    if request.mode != MODE:
        raise invalid(f"render_mode: '{request.mode}' (expected: one of [{MODE}])")
    if wrong := [i for i in request.indices if i >= len(envs)]:
        raise invalid(f"index: {wrong[0]} (expected: 0 to {len(envs) - 1})")
    chosen = [envs[i] for i in request.indices] or envs
    return pb.RenderResponse(images=[encode(_frame(env)) for env in chosen])


def _frame(env: gymnasium.Env[Any, Any]) -> tensors.Array:
    try:
        frame: Any = env.render()
    except gymnasium.error.DependencyNotInstalled as error:
        message = f"renderer: {error} (expected: it is installed)"
        raise Refused(grpc.StatusCode.FAILED_PRECONDITION, message) from error
    except Exception as error:
        message = f"renderer: {type(error).__name__}: {error} (expected: a frame)"
        raise Refused(grpc.StatusCode.FAILED_PRECONDITION, message) from error
    image: tensors.Array = np.asarray(frame)
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3:
        message = f"render: {image.dtype} {list(image.shape)} (expected: uint8 [height, width, 3])"
        raise unsupported(message)
    return image


def _raw(image: tensors.Array) -> pb.Image:
    return pb.Image(raw=tensors.encode(image))


def _png(image: tensors.Array) -> pb.Image:
    """W3C's Portable Network Graphics: 8 bits per colour, every row unfiltered."""
    height, width, _ = image.shape
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    unfiltered = np.zeros((height, 1), np.uint8)
    rows = np.hstack([unfiltered, image.reshape(height, -1)]).tobytes()
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")
    return pb.Image(png=b"\x89PNG\r\n\x1a\n" + chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


_ENCODINGS = {
    pb.IMAGE_ENCODING_UNSPECIFIED: _raw,
    pb.IMAGE_ENCODING_RAW: _raw,
    pb.IMAGE_ENCODING_PNG: _png,
}
