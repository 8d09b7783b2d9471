"""The server of this package against the rules that hold for every server of the protocol."""

import subprocess

from papilio_gym import embedded

import everything

IDS = ["CartPole-v1", "Pendulum-v1", "FrozenLake-v1", "Blackjack-v1", everything.ID]


def test_every_rule_holds(python_server: str) -> None:
    chosen = [f"--env={id_}" for id_ in IDS]
    command = ["java", "-Xmx1g", "-cp", embedded.class_path(), embedded.MAIN, "compliance"]
    done = subprocess.run(
        [*command, f"--target={python_server}", *chosen], capture_output=True, text=True, check=False
    )
    failed = [line for line in done.stdout.splitlines() if " pass " not in line]
    assert done.returncode == 0, "\n".join([*failed, done.stderr])
