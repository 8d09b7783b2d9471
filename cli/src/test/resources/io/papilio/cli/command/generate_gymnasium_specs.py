"""Writes gymnasium_specs.json: EnvSpec.to_json of Gymnasium 1.3.0, by the id of each MuJoCo environment
of Papilio. Needs gymnasium: python generate_gymnasium_specs.py
"""

import json
from pathlib import Path

import gymnasium

NAMES = (
    "Ant HalfCheetah Hopper Humanoid HumanoidStandup InvertedDoublePendulum InvertedPendulum Reacher Swimmer Walker2d"
)
IDS = sorted([f"{name}-{version}" for name in NAMES.split() for version in ("v4", "v5")] + ["Pusher-v5"])

specs = {id_: gymnasium.spec(id_).to_json() for id_ in IDS}
Path(__file__).with_name("gymnasium_specs.json").write_text(json.dumps(specs, indent=2) + "\n")
