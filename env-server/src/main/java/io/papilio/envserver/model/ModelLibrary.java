package io.papilio.envserver.model;

import io.papilio.core.provenance.Digest;
import io.papilio.core.validation.ByteOrderMark;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.envserver.mujoco.MujocoException;
import io.papilio.envserver.mujoco.MujocoModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The models by what the keyword {@code xml_file} says: the name of a shipped file, or the text of
 * a client's own. Shipped models are compiled at the first use and kept as long as the process
 * lives; of the others, the last few are kept. Safe for use by several threads at once.
 */
public final class ModelLibrary {
  private static final String KEYWORD = "xml_file";

  private static final List<String> SHIPPED =
      List.of(
          "ant.xml",
          "half_cheetah.xml",
          "hopper.xml",
          "humanoid.xml",
          "humanoidstandup.xml",
          "inverted_double_pendulum.xml",
          "inverted_pendulum.xml",
          "pusher_v5.xml",
          "reacher.xml",
          "swimmer.xml",
          "walker2d.xml",
          "walker2d_v5.xml");

  /** Enough that a vector compiles its model once, and not for each of its environments. */
  private static final int FOREIGN_KEPT = 8;

  private final Map<String, MujocoModel> shipped = new ConcurrentHashMap<>();

  /**
   * The longest unused first. Nothing is compiled under its lock, for which other sessions wait.
   */
  private final LinkedHashMap<String, ForeignModel> foreign = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Applies {@code use} to a model, which must not be kept but by a simulation.
   *
   * @throws InvalidValueException for an unknown name, or a text that is no acceptable model
   */
  public <T> T with(String xmlFile, Function<MujocoModel, T> use) {
    return isForeign(xmlFile) ? withForeign(xmlFile, use) : use.apply(shipped(xmlFile));
  }

  /** Whether this is the text of a client's own model. */
  public static boolean isForeign(String xmlFile) {
    return ByteOrderMark.skip(xmlFile).stripLeading().startsWith("<");
  }

  /** The SHA-256 of a shipped model's text. */
  public static Digest digest(String name) {
    return Digest.of(read(name).getBytes(StandardCharsets.UTF_8));
  }

  private MujocoModel shipped(String name) {
    // Clients send the text of a file that they find.
    String path = "the path of a file that the client can read, or MJCF text";
    String known = "one of " + SHIPPED + ", or MJCF text";
    Require.that(SHIPPED.contains(name), KEYWORD, name, name.contains("/") ? path : known);
    return shipped.computeIfAbsent(name, file -> MujocoModel.compile(read(file)));
  }

  private <T> T withForeign(String text, Function<MujocoModel, T> use) {
    ForeignModel model;
    synchronized (foreign) {
      model = foreign.computeIfAbsent(text, ForeignModel::new);
      model.users++;
    }
    try {
      return use.apply(model.compiled());
    } catch (MujocoException e) {
      throw new InvalidValueException(KEYWORD, e.getMessage(), "a model that MuJoCo simulates");
    } finally {
      synchronized (foreign) {
        model.users--;
        if (model.users == 0 && !model.isCompiled()) {
          foreign.remove(text, model);
        }
        dropOldest();
      }
    }
  }

  /** What is dropped lives on in its simulations. */
  private void dropOldest() {
    var models = foreign.values().iterator();
    while (foreign.size() > FOREIGN_KEPT && models.hasNext()) {
      ForeignModel model = models.next();
      if (model.users == 0) {
        model.close();
        models.remove();
      }
    }
  }

  private static String read(String file) {
    try (InputStream stream = ModelLibrary.class.getResourceAsStream(file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
