"""Gymnasium's info dictionaries from columns of arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from papilio_gym import elements, tensors
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.spaces import AnySpace


def escaped(key: object) -> str:
    """A key in a column's name: "~" is "~0" and "." is "~1", as in JSON Pointer (RFC 6901)."""
    return str(key).replace("~", "~0").replace(".", "~1")


def plain(name: str) -> str:
    """The inverse of `escaped`."""
    return name.replace("~1", ".").replace("~0", "~") if "~" in name else name


def of_one(info: pb.Info) -> dict[str, Any]:
    """The info of the only environment of a session."""
    infos: dict[str, Any] = {}
    for column in info.columns:
        if not column.HasField("present") or column.present.data != b"\0":
            inner, key = _place(infos, column.name)
            inner[key] = tensors.decode_first(column.values)
    return infos


def of_all(info: pb.Info, num_envs: int) -> dict[str, Any]:
    """The infos of a vector environment: an array for each key, and its mask at `_key`."""
    infos: dict[str, Any] = {}
    for column in info.columns:
        given = (
            tensors.decode(column.present)
            if column.HasField("present")
            else np.ones(num_envs, np.bool_)
        )
        inner, key = _place(infos, column.name, given)
        inner[key], inner[f"_{key}"] = tensors.decode(column.values), given
    return infos


def _place(
    infos: dict[str, Any], name: str, given: tensors.Array | None = None
) -> tuple[dict[str, Any], str]:
    """The dictionary of a column and its key in there; "outer.inner" is nested.

    The mask of the column's values is added to those of the dictionaries around it.
    """
    while "." in name:
        outer, name = name.split(".", 1)
        outer = plain(outer)
        if given is not None:
            infos[f"_{outer}"] = infos.get(f"_{outer}", False) | given
        infos = infos.setdefault(outer, {})
    return infos, plain(name)


def of_ended(ended: pb.Ended, space: AnySpace, num_envs: int) -> dict[str, Any]:
    """The keys that SAME_STEP adds: final_obs, final_info and their masks."""
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
