package io.papilio.envserver.locomotion.task;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.mujoco.MujocoModel;

/** What an agent is to do with a model: a family's rules with its keywords filled in. */
public interface LocomotionTask {
  /** Physics steps per environment step; the factory refuses bad numbers for all tasks. */
  int frameSkip();

  /** About how many microseconds a step takes with the shipped model and frame skip. */
  int stepMicros();

  /** What its rules read of a model. */
  ModelNeeds needs();

  /** Length of an observation. */
  int observationSize(MujocoModel model);

  /** A new environment with this task. */
  LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model);
}
