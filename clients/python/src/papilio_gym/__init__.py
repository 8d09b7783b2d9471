"""Gymnasium environments on Papilio's servers.

>>> import gymnasium, papilio_gym
>>> env = gymnasium.make("papilio/Walker2d-v5", target="localhost:50051")
"""

from papilio_gym.environment import PapilioEnv
from papilio_gym.errors import (
    AccessDenied,
    EnvironmentNotFound,
    InvalidArgument,
    LeaseExpired,
    NotPossible,
    NotSupported,
    PapilioError,
    PhysicsDiverged,
    PolicyNotFound,
    Reason,
    ResetNeeded,
    ServerFault,
    ServerFull,
    ServerUnavailable,
)
from papilio_gym.opening import TlsFiles
from papilio_gym.policies import Binding
from papilio_gym.registration import register, register_known
from papilio_gym.rollouts import Episode, Rollout, rollout
from papilio_gym.vector import PapilioVectorEnv

__all__ = [
    "AccessDenied",
    "Binding",
    "EnvironmentNotFound",
    "Episode",
    "InvalidArgument",
    "LeaseExpired",
    "NotPossible",
    "NotSupported",
    "PapilioEnv",
    "PapilioError",
    "PapilioVectorEnv",
    "PhysicsDiverged",
    "PolicyNotFound",
    "Reason",
    "ResetNeeded",
    "Rollout",
    "ServerFault",
    "ServerFull",
    "ServerUnavailable",
    "TlsFiles",
    "register",
    "rollout",
]

register_known()
