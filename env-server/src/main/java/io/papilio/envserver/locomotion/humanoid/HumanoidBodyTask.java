package io.papilio.envserver.locomotion.humanoid;

import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;

/** What Humanoid and HumanoidStandup share as tasks: what they show, and what they read of z. */
interface HumanoidBodyTask extends LocomotionTask {
  Version version();

  double resetNoiseScale();

  HumanoidObservation observation();

  @Override
  default int stepMicros() {
    return 200;
  }

  @Override
  default ModelNeeds needs() {
    return ModelNeeds.joints(3, 0);
  }

  @Override
  default int observationSize(MujocoModel model) {
    return observation().size(model);
  }
}
