package io.papilio.envserver.locomotion;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.envserver.mujoco.MujocoModel;

/** What an agent is to do with a model: a family's rules with its keywords filled in. */
interface LocomotionTask {
  /** Physics steps per environment step; the factory refuses bad numbers for all tasks. */
  int frameSkip();

  /** What its rules read of a model. */
  ModelNeeds needs();

  /** Length of an observation. */
  int observationSize(MujocoModel model);

  /** A new environment with this task. */
  LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model);
}
