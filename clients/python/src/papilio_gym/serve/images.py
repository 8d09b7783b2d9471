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
from papilio_gym.serve.refusals import Refused, invalid

MODE = "rgb_array"


def drawn(
    envs: Sequence[gymnasium.Env[Any, Any]], request: pb.RenderRequest
) -> pb.RenderResponse:
    """The frames that are asked for."""
    if any(env.render_mode != MODE for env in envs) or request.mode != MODE:
        modes = [MODE] if envs[0].render_mode == MODE else "none, it has no pictures"
        raise invalid(f"mode: '{request.mode}' (expected: {modes})")
    if any(i >= len(envs) for i in request.indices):
        raise invalid(f"indices: {list(request.indices)} (expected: below {len(envs)})")
    chosen = [envs[i] for i in request.indices] or envs
    encode = _png if request.encoding == pb.IMAGE_ENCODING_PNG else _raw
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
        raise Refused(grpc.StatusCode.UNIMPLEMENTED, message)
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
