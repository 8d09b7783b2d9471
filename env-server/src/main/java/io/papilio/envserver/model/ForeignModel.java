package io.papilio.envserver.model;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.envserver.mujoco.MujocoException;
import io.papilio.envserver.mujoco.MujocoModel;

/** A model of a client's own, compiled at the first use, for which only its own users wait. */
final class ForeignModel implements AutoCloseable {
  private static final String KEYWORD = "xml_file";

  /** Other sizes than the attribute {@code memory} decide it too. */
  private static final long MAX_ARENA_BYTES = 100L << 20;

  /** How many use it now; of the library, and guarded by its lock. */
  int users;

  private final String text;
  private volatile MujocoModel model;

  ForeignModel(String text) {
    this.text = text;
  }

  /**
   * The model.
   *
   * @throws InvalidValueException for a text that is no acceptable model
   */
  synchronized MujocoModel compiled() {
    if (model == null) {
      model = compile(ClientMjcf.checked(text));
    }
    return model;
  }

  boolean isCompiled() {
    return model != null;
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }

  private static MujocoModel compile(String mjcf) {
    MujocoModel compiled;
    try {
      compiled = MujocoModel.compile(mjcf);
    } catch (MujocoException e) {
      throw new InvalidValueException(KEYWORD, e.getMessage(), "a model that MuJoCo compiles");
    }
    try {
      String what = "arena of " + compiled.arenaBytes() + " bytes";
      String expected = "at most " + MAX_ARENA_BYTES;
      Require.that(compiled.arenaBytes() <= MAX_ARENA_BYTES, KEYWORD, what, expected);
      return compiled;
    } catch (InvalidValueException rejected) {
      compiled.close();
      throw rejected;
    }
  }
}
