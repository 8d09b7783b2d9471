"""Policies that travel to a server: ONNX models, weights, and those that a server has by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from papilio_gym.errors import invalid
from papilio_gym.protocol import rollout_pb2 as pb

_NAMES = {"random": pb.POLICY_FORMAT_RANDOM, "zero": pb.POLICY_FORMAT_ZERO}
_MAPPINGS = {
    "identity": pb.OUTPUT_MAPPING_IDENTITY,
    "clip": pb.OUTPUT_MAPPING_CLIP,
    "scale": pb.OUTPUT_MAPPING_SCALE,
}


@dataclass(frozen=True)
class Binding:
    """How the inputs and outputs of a network are connected to an environment.

    Attributes:
        columns: of the flat observation, in this order; none means all.
        previous_action: whether the previous action follows the observation.
        history: number of observations in an input, the oldest first.
        chunk: number of actions in an output, executed one after the other.
        head: what the outputs are parameters of: "deterministic", "gaussian", or a number of
            Gaussians that are mixed.
        tanh: whether tanh follows.
        mapping: to the action space: "clip" to the bounds, "scale" from [-1, 1], or "identity".
        seed: of the actions that are drawn.
    """

    columns: Sequence[int] = ()
    previous_action: bool = False
    history: int = 1
    chunk: int = 1
    head: str | int = "deterministic"
    tanh: bool = False
    mapping: str = "clip"
    seed: int = 0

    def message(self) -> pb.PolicyBinding:
        if self.mapping not in _MAPPINGS:
            raise invalid("mapping", repr(self.mapping), " or ".join(_MAPPINGS))
        binding = pb.PolicyBinding(
            columns=self.columns,
            previous_action=self.previous_action,
            history=self.history,
            chunk=self.chunk,
            tanh=self.tanh,
            mapping=_MAPPINGS[self.mapping],
        )
        if self.head == "gaussian":
            binding.gaussian.SetInParent()
        elif isinstance(self.head, int):
            binding.mixture.components = self.head
        elif self.head != "deterministic":
            raise invalid("head", repr(self.head), "deterministic, gaussian or a number")
        return binding


def message(policy: Any, binding: Binding | None) -> pb.Policy:
    """A policy as a message.

    Args:
        policy: the bytes of an ONNX model; a path of one, or of weights in the format safetensors;
            "expert", "random", "zero" or another name of the server's; a torch.nn.Module from
            observations to actions; or a Stable-Baselines3 model.
        binding: of a network; by default its outputs are actions that are clipped to the bounds.
    """
    if isinstance(policy, pb.Policy):
        return policy
    if isinstance(policy, (bytes, bytearray, memoryview)):
        return _network(pb.POLICY_FORMAT_ONNX, bytes(policy), binding)
    if isinstance(policy, Path) or (isinstance(policy, str) and "." in policy):
        return _file(Path(policy), binding)
    if isinstance(policy, str):
        if policy in _NAMES:
            return pb.Policy(format=_NAMES[policy], seed=binding.seed if binding else 0)
        return pb.Policy(format=pb.POLICY_FORMAT_NAMED, name=policy)
    if hasattr(policy, "predict") and hasattr(policy, "policy"):
        return _of_stable_baselines3(policy)
    if hasattr(policy, "state_dict") and hasattr(policy, "forward"):
        return _network(pb.POLICY_FORMAT_ONNX, _of_torch(policy), binding)
    raise invalid(
        "policy", type(policy).__name__, "ONNX bytes, a path, a name, or a model of torch or SB3"
    )


def _network(format_: pb.PolicyFormat, data: bytes, binding: Binding | None) -> pb.Policy:
    binding = binding or Binding()
    return pb.Policy(format=format_, data=data, binding=binding.message(), seed=binding.seed)


def _file(path: Path, binding: Binding | None) -> pb.Policy:
    formats = {".onnx": pb.POLICY_FORMAT_ONNX, ".safetensors": pb.POLICY_FORMAT_SAFETENSORS}
    if path.suffix not in formats:
        raise invalid("policy", path, "a file with the suffix .onnx or .safetensors")
    return _network(formats[path.suffix], path.read_bytes(), binding)


def _of_torch(module: Any, inputs: int | None = None) -> bytes:
    """A module as an ONNX model with a dynamic number of rows."""
    import torch

    if inputs is None:
        inputs = _inputs_of(module)
    example = torch.zeros(2, inputs, dtype=_dtype_of(module))
    was_training = module.training
    module.eval()
    # The checks of distributions, which Stable-Baselines3 makes, have no place in a model.
    distribution: Any = torch.distributions.Distribution
    was_checking = distribution._validate_args
    distribution.set_default_validate_args(False)
    try:
        program = torch.onnx.export(
            module,
            (example,),
            input_names=["observation"],
            output_names=["action"],
            dynamic_shapes=({0: torch.export.Dim("n")},),
            dynamo=True,
            verbose=False,
        )
    finally:
        distribution.set_default_validate_args(was_checking)
        module.train(was_training)
    assert program is not None
    model: bytes = program.model_proto.SerializeToString()
    return model


def _inputs_of(module: Any) -> int:
    """The number of inputs of the first layer."""
    for parameter in module.parameters():
        if parameter.dim() == 2:
            return int(parameter.shape[1])
    raise invalid("policy", "a module without a linear layer", "ONNX bytes")


def _dtype_of(module: Any) -> Any:
    return next(module.parameters()).dtype


def _of_stable_baselines3(model: Any) -> pb.Policy:
    """The deterministic policy of a model, as its predict() acts."""
    import torch
    from gymnasium import spaces

    space = model.action_space
    net = model.policy
    outputs: Any
    if isinstance(space, spaces.Discrete):
        outputs = (
            (lambda x: net.q_net(x))
            if hasattr(net, "q_net")
            else (lambda x: net.get_distribution(x).distribution.logits)
        )
        binding = Binding(mapping="identity")
    elif isinstance(space, spaces.Box):
        outputs = lambda x: net._predict(x, deterministic=True)  # noqa: E731
        binding = Binding(mapping="scale" if net.squash_output else "clip")
    else:
        raise invalid("policy", f"a model with actions {space}", "a box, or discrete actions")

    class Deterministic(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.net = net

        def forward(self, observation: Any) -> Any:
            return outputs(observation)

    wrapped: Any = Deterministic
    size = int(np.prod(model.observation_space.shape))
    device = net.device
    net.to("cpu")
    try:
        return _network(pb.POLICY_FORMAT_ONNX, _of_torch(wrapped(), size), binding)
    finally:
        net.to(device)
