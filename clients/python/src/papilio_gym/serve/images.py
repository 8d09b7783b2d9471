"""Frames of environments as messages."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Sequence
from typing import Any

import gymnasium
import numpy as np

from papilio_gym import tensors
from papilio_gym.errors import Reason
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve.failures import RequestFailed, invalid, unsupported

MODE = "rgb_array"
_MODES = (MODE, "depth_array")  # Those of the protocol.

# MuJoCo's second attempt to use OpenGL on a machine without it would stop the whole process.
_mujoco = threading.Lock()
_mujoco_failure = ""


def drawn(
    envs: Sequence[gymnasium.Env[Any, Any]], request: pb.RenderRequest
) -> pb.RenderResponse:
    """The requested frames."""
    if request.mode not in _MODES:
        raise invalid("render_mode", repr(request.mode), " or ".join(_MODES))
    encode = _ENCODINGS.get(request.encoding)
    if encode is None:
        raise invalid("encoding", request.encoding, "raw or png")
    if any(env.render_mode != MODE for env in envs):
        raise unsupported("this environment has no frames")
    if request.mode != MODE:
        raise invalid("render_mode", repr(request.mode), repr(MODE))
    if wrong := [i for i in request.indices if i >= len(envs)]:
        raise invalid("index", wrong[0], f"0 to {len(envs) - 1}")
    chosen = [envs[i] for i in request.indices] or envs
    return pb.RenderResponse(images=[encode(_frame(env)) for env in chosen])


def _frame(env: gymnasium.Env[Any, Any]) -> tensors.Array:
    try:
        image: tensors.Array = np.asarray(_rendered(env))
    except Exception as error:
        message = f"renderer: {type(error).__name__}: {error}"
        raise RequestFailed(Reason.RENDERING_UNAVAILABLE, message) from error
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3:
        came = f"frames of {image.dtype} {list(image.shape)}"
        raise unsupported(f"{came} (expected: uint8 [height, width, 3])")
    return image


def _rendered(env: gymnasium.Env[Any, Any]) -> Any:
    global _mujoco_failure
    if not hasattr(env.unwrapped, "mujoco_renderer"):
        return env.render()
    with _mujoco:
        if _mujoco_failure:
            raise RuntimeError(_mujoco_failure)
        try:
            return env.render()
        except Exception as error:
            if type(error).__name__ == "FatalError":  # MuJoCo's; it need not be installed.
                _mujoco_failure = str(error)
            raise


def _raw(image: tensors.Array) -> pb.Image:
    return pb.Image(raw=tensors.encode(image))


def _png(image: tensors.Array) -> pb.Image:
    """Portable Network Graphics (W3C): 8 bits per color, every row unfiltered."""
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
