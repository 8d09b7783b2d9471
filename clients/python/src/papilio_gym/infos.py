"""Gymnasium's info dictionaries from columns of arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from papilio_gym import elements, tensors
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.spaces import AnySpace


def of_one(info: pb.Info) -> dict[str, Any]:
    """The info of the only environment of a session."""
    return {
        column.name: tensors.decode_first(column.values)
        for column in info.columns
        if not column.HasField("present") or column.present.data != b"\0"
    }


def of_all(info: pb.Info, num_envs: int) -> dict[str, Any]:
    """The infos of a vector environment: for each key an array, and at `_key` where it is given."""
    infos: dict[str, Any] = {}
    for column in info.columns:
        infos[column.name] = tensors.decode(column.values)
        infos[f"_{column.name}"] = (
            tensors.decode(column.present)
            if column.HasField("present")
            else np.ones(num_envs, np.bool_)
        )
    return infos


def of_ended(ended: pb.Ended, space: AnySpace, num_envs: int) -> dict[str, Any]:
    """What autoreset in the same step adds: final_obs, final_info and their masks."""
    mask = tensors.decode(ended.mask)
    batch = elements.decode_batch(space, ended.observations)
    final_obs = np.full(num_envs, None, dtype=object)
    for i in np.flatnonzero(mask):
        final_obs[i] = elements.row(space, batch, int(i))
    return {
        "final_obs": final_obs,
        "_final_obs": mask,
        "final_info": of_all(ended.info, num_envs),
        "_final_info": mask.copy(),
    }
