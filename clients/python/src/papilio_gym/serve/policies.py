"""What acts in a rollout: ONNX models, and zeros."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from gymnasium import spaces
from numpy.typing import NDArray

from papilio_gym.errors import Reason
from papilio_gym.protocol import rollout_pb2 as pb
from papilio_gym.serve.failures import RequestFailed, invalid, unsupported

Array = NDArray[Any]
Policy = Callable[[Array], Any]


def policy_of(policy: pb.Policy, space: spaces.Space[Any]) -> Policy:
    """What a message asks for: from an observation to an action of the space."""
    if policy.format == pb.POLICY_FORMAT_NAMED:
        raise RequestFailed(Reason.UNKNOWN_POLICY, f"this server has no policy '{policy.name[:200]}'")
    if not isinstance(space, (spaces.Box, spaces.Discrete)):
        raise invalid("policy", f"actions {space}", "a box, or discrete actions")
    if policy.format == pb.POLICY_FORMAT_ZERO:
        return lambda observation: np.zeros(space.shape or (), space.dtype)
    if policy.format != pb.POLICY_FORMAT_ONNX:
        raise unsupported(f"policy.format: {policy.format} (expected: ONNX or ZERO)")
    _check_binding(policy.binding)
    model = _model(policy.data)
    if isinstance(space, spaces.Discrete):
        first: Any = space.start
        return lambda observation: first + np.argmax(model(observation))
    box = space
    return lambda observation: _mapped(policy.binding, model(observation), box)


def _check_binding(binding: pb.PolicyBinding) -> None:
    head = binding.WhichOneof("head")
    parts = {
        "columns": bool(binding.columns),
        "previous_action": binding.previous_action,
        "history": binding.history > 1,
        "chunk": binding.chunk > 1,
        str(head): head is not None,
    }
    if asked := [name for name, is_asked in parts.items() if is_asked]:
        raise unsupported(
            f"policy.binding: {', '.join(asked)} (expected: none of them; this server gives a model"
            " the newest observation, and takes its outputs for the action)"
        )


def _mapped(binding: pb.PolicyBinding, outputs: Array, space: spaces.Box) -> Array:
    if outputs.size == np.prod(space.shape, dtype=int):  # A model's outputs have one axis.
        outputs = outputs.reshape(space.shape)
    outputs = np.tanh(outputs) if binding.tanh else outputs
    if binding.mapping == pb.OUTPUT_MAPPING_CLIP:
        outputs = np.clip(outputs, space.low, space.high)
    elif binding.mapping == pb.OUTPUT_MAPPING_SCALE:
        center, half = (space.high + space.low) / 2, (space.high - space.low) / 2
        outputs = center + half * outputs
    if outputs.shape != space.shape or not np.isfinite(outputs).all():
        raise invalid("policy", f"an action {outputs}", f"finite, of shape {space.shape}")
    return outputs.astype(space.dtype)


def _model(data: bytes) -> Policy:
    if not data:
        raise invalid("policy.data", "0 bytes", "an ONNX model")
    try:
        import onnxruntime
    except ImportError:
        raise unsupported("onnxruntime is not installed (pip install onnxruntime)") from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(data, options, ["CPUExecutionProvider"])
    except Exception as error:
        raise invalid("policy.data", str(error).splitlines()[0], "an ONNX model") from error
    inputs, outputs = session.get_inputs(), session.get_outputs()
    if len(inputs) != 1 or len(outputs) != 1:
        raise invalid("policy.data", f"{len(inputs)} inputs, {len(outputs)} outputs", "one each")
    dtype = np.float64 if inputs[0].type == "tensor(double)" else np.float32
    name = inputs[0].name

    def compute(observation: Array) -> Array:
        row = np.asarray(observation, dtype).reshape(1, -1)
        try:
            result: Array = session.run(None, {name: row})[0][0]
        except Exception as error:
            raise invalid("policy.data", str(error).splitlines()[0], "a model for it") from error
        if np.isnan(result).any():  # A comparison with NaN would choose some discrete action.
            raise invalid("policy: output", "nan", "a number")
        return result

    return compute
