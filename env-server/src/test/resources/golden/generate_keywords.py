"""Writes keywords.json: Gymnasium's MuJoCo environments with other constructor keywords and float64 actions.

Needs: gymnasium[mujoco]==1.3.0, mujoco==3.14.0, numpy>=2.
Usage: OPENBLAS_CORETYPE=Haswell python generate_keywords.py > keywords.json
(OpenBLAS's kernels for AVX-512 fuse the multiplications and additions of a norm; those of all other CPUs do not.)

The action at step t is the one of generate.py's long run; where "dtype" is float64 it is not cast to float32.
"""
import json
import gymnasium as gym
import numpy as np

STEPS = 12
SEED = 7
WALKING = {"forward_reward_weight": 1.25, "ctrl_cost_weight": 0.3, "healthy_reward": 0.7, "reset_noise_scale": 0.01,
           "exclude_current_positions_from_observation": False, "frame_skip": 3}
WALKING_V4 = {name: value for name, value in WALKING.items() if name != "frame_skip"}
RUNNING = {name: WALKING[name] for name in ("forward_reward_weight", "ctrl_cost_weight", "reset_noise_scale",
                                            "exclude_current_positions_from_observation")}
CASES = [
    ("Hopper-v5", "float32", WALKING),
    ("Hopper-v5", "float64", WALKING),
    ("Hopper-v5", "float32", {"healthy_z_range": [1.24, 1.3], "terminate_when_unhealthy": False}),
    ("Hopper-v5", "float32", {"healthy_angle_range": [-0.02, 0.02]}),
    ("Hopper-v5", "float32", {"healthy_state_range": [-1.0, 1.0]}),
    ("Walker2d-v5", "float32", WALKING),
    ("Walker2d-v5", "float64", {}),
    ("Walker2d-v5", "float32", {"healthy_z_range": [1.24, 1.3], "healthy_reward": -1.0, "terminate_when_unhealthy": False}),
    ("Walker2d-v5", "float32", {"healthy_angle_range": [-0.02, 0.02]}),
    ("Hopper-v4", "float64", WALKING_V4),
    ("Hopper-v4", "float32", {"healthy_state_range": [-1.0, 1.0]}),
    ("Hopper-v4", "float32", {"healthy_state_range": [-1.0, 1.0], "terminate_when_unhealthy": False}),
    ("Walker2d-v4", "float32", WALKING_V4),
    ("Walker2d-v4", "float32", {"healthy_angle_range": [-0.02, 0.02]}),
    ("HalfCheetah-v5", "float32", {**RUNNING, "frame_skip": 3}),
    ("HalfCheetah-v4", "float64", RUNNING),
    ("Swimmer-v5", "float32", {**RUNNING, "frame_skip": 3}),
    ("Swimmer-v4", "float64", RUNNING),
    ("InvertedPendulum-v5", "float32", {"reset_noise_scale": 0.19, "frame_skip": 3}),
    ("InvertedPendulum-v4", "float64", {}),
    ("Ant-v5", "float32", {**WALKING, "contact_cost_weight": 0.01, "main_body": 3, "contact_force_range": [-0.5, 2.0],
                           "reset_noise_scale": 0.1}),
    ("Ant-v5", "float64", {"include_cfrc_ext_in_observation": False, "main_body": "aux_1", "healthy_z_range": [0.6, 0.7],
                           "terminate_when_unhealthy": False}),
    ("Ant-v4", "float32", {"use_contact_forces": True, "contact_cost_weight": 0.01, "contact_force_range": [-0.5, 2.0]}),
    ("Ant-v4", "float64", {**{name: value for name, value in WALKING_V4.items() if name != "forward_reward_weight"},
                           "healthy_z_range": [0.6, 0.7]}),
    ("Humanoid-v5", "float32", {**WALKING, "contact_cost_weight": 0.01, "contact_cost_range": [0.001, 30.0]}),
    ("Humanoid-v5", "float64", {"include_cinert_in_observation": False, "include_cfrc_ext_in_observation": False,
                                "healthy_z_range": [1.39, 1.5], "terminate_when_unhealthy": False}),
    ("Humanoid-v5", "float32", {"include_cvel_in_observation": False, "include_qfrc_actuator_in_observation": False}),
    ("Humanoid-v4", "float32", WALKING_V4),
    ("Humanoid-v4", "float64", {"healthy_z_range": [1.39, 1.5]}),
    ("HumanoidStandup-v5", "float32", {"uph_cost_weight": 2.0, "ctrl_cost_weight": 0.3, "impact_cost_weight": 0.01,
                                       "impact_cost_range": [0.001, 30.0], "reset_noise_scale": 0.05, "frame_skip": 3,
                                       "exclude_current_positions_from_observation": False}),
    ("HumanoidStandup-v5", "float64", {"include_cvel_in_observation": False, "include_qfrc_actuator_in_observation": False}),
    ("HumanoidStandup-v4", "float64", {}),
    ("InvertedDoublePendulum-v5", "float32", {"healthy_reward": 3.0, "reset_noise_scale": 0.2, "frame_skip": 3}),
    ("InvertedDoublePendulum-v4", "float64", {}),
    ("Reacher-v5", "float32", {"reward_dist_weight": 0.3, "reward_control_weight": 0.7, "frame_skip": 3}),
    ("Reacher-v4", "float64", {}),
    ("Pusher-v5", "float32", {"reward_near_weight": 0.3, "reward_dist_weight": 0.7, "reward_control_weight": 0.2,
                              "frame_skip": 3}),
    ("Pusher-v5", "float64", {}),
    ("Walker2d-v5", "float32", {"xml_file": "walker2d.xml"}),
    ("Ant-v5", "float32", {"xml_file": "humanoid.xml", "healthy_z_range": [1.0, 2.0], "main_body": 13}),
    ("Ant-v4", "float32", {"xml_file": "ant.xml"}),
]


def run(env_id, dtype, keywords):
    env = gym.make(env_id, **keywords).unwrapped
    low, high = env.action_space.low.astype(np.float64), env.action_space.high.astype(np.float64)
    obs, _ = env.reset(seed=SEED)
    case = {"id": env_id, "dtype": dtype, "keywords": keywords, "seed": SEED, "fps": env.metadata["render_fps"],
            "reset": obs.tolist(), "steps": []}
    for t in range(STEPS):
        u = np.array([((t * len(low) + i + 1) * 0.6180339887498949) % 1.0 for i in range(len(low))])
        obs, reward, terminated, _, info = env.step((low + (high - low) * u).astype(dtype))
        case["steps"].append({"obs": obs.tolist(), "reward": float(reward), "terminated": bool(terminated)})
        if "reward_ctrl" in info:
            case["steps"][-1] |= {"reward_ctrl": float(info["reward_ctrl"]), "reward_ctrl_dtype": np.asarray(info["reward_ctrl"]).dtype.name}
    return case


print(json.dumps([run(*case) for case in CASES], separators=(",", ":")))
