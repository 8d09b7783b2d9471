package io.papilio.envserver.model;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.List;

/**
 * The least that a task's rules read of a model, which a client's own may lack.
 *
 * @param positions length of {@code qpos}
 * @param velocities length of {@code qvel}
 * @param sites how many sites
 * @param bodies names of bodies
 */
public record ModelNeeds(int positions, int velocities, int sites, List<String> bodies) {

  public static ModelNeeds joints(int positions, int velocities) {
    return new ModelNeeds(positions, velocities, 0, List.of());
  }

  /**
   * Rejects a model with less.
   *
   * @throws InvalidValueException naming what is missing
   */
  public void check(MujocoModel model) {
    atLeast(positions, model.positionSize(), "nq");
    atLeast(velocities, model.velocitySize(), "nv");
    atLeast(sites, model.siteCount(), "nsite");
    atLeast(1, model.controlSize(), "nu");
    bodies.forEach(model::body);
  }

  private static void atLeast(int needed, int size, String name) {
    Require.that(size >= needed, "xml_file", name + " " + size, "at least " + needed);
  }
}
