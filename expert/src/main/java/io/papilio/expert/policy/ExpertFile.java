package io.papilio.expert.policy;

import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.expert.sac.SquashedGaussianActor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of an actor, with Stable-Baselines3's names of its tensors: {@code actor.latent_pi.0},
 * {@code actor.latent_pi.2} and so on for the hidden layers, {@code actor.mu} and {@code
 * actor.log_std}, each with {@code .weight} and {@code .bias}.
 */
public final class ExpertFile {
  /** The file's name in a directory. */
  public static final String NAME = "model.safetensors";

  private static final String MEAN_RETURN = "mean_return";
  private static final String HIDDEN = "actor.latent_pi";
  private static final String MU = "actor.mu";
  private static final String LOG_STD = "actor.log_std";

  private ExpertFile() {}

  /** Writes an actor, and in the metadata where it comes from. */
  public static void write(
      Path file, EnvironmentSpec spec, SquashedGaussianActor actor, long step, double meanReturn) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("environment", spec.id());
    metadata.put("step", Long.toString(step));
    metadata.put(MEAN_RETURN, Double.toString(meanReturn));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    float[] phi = actor.phi();
    int heads = 2 * (actor.shape().layers() - 1);
    List<TensorSlice> slices = actor.shape().tensors(HIDDEN);
    for (TensorSlice slice : slices.subList(0, heads)) {
      int[] shape = slice.shape().stream().mapToInt(Integer::intValue).toArray();
      tensors.put(slice.name(), Tensor.float32(piece(phi, slice.offset(), slice.size()), shape));
    }
    // The last layer has mu's rows first and then those of log sigma.
    TensorSlice weight = slices.get(heads);
    TensorSlice bias = slices.get(heads + 1);
    int rows = bias.size() / 2;
    int columns = weight.shape().get(1);
    for (int head = 0; head < 2; head++) {
      String name = head == 0 ? MU : LOG_STD;
      int half = rows * columns;
      tensors.put(
          name + ".weight",
          Tensor.float32(piece(phi, weight.offset() + head * half, half), rows, columns));
      tensors.put(
          name + ".bias", Tensor.float32(piece(phi, bias.offset() + head * rows, rows), rows));
    }
    SafeTensors.write(file, new TensorFile(tensors, metadata));
  }

  /**
   * The mean return that an actor was written with.
   *
   * @throws InvalidValueException when the file is not an actor's
   */
  public static double meanReturn(Path file) {
    String text = SafeTensors.read(file).metadata().get(MEAN_RETURN);
    Require.that(text != null, "" + file, "no " + MEAN_RETURN, "an actor's metadata");
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidValueException("" + file, MEAN_RETURN + " '" + text + "'", "a number");
    }
  }

  /**
   * Reads the deterministic policy of an actor.
   *
   * @param actionSpace of the environment to act in
   * @throws InvalidValueException when the file is not an actor's, or not for such actions
   */
  public static ExpertPolicy read(Path file, Box actionSpace) {
    TensorFile content = SafeTensors.read(file);
    Map<String, Tensor> tensors = content.tensors();
    List<Integer> sizes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; tensors.containsKey(HIDDEN + "." + i + ".weight"); i += 2) {
      names.add(HIDDEN + "." + i);
    }
    for (String name : names) {
      sizes.add(matrix(file, tensors, name).shape().get(1));
    }
    Tensor mu = matrix(file, tensors, MU);
    Require.that(
        mu.shape().get(0) == actionSpace.size(),
        "" + file,
        "an expert of " + mu.shape().get(0) + " actions",
        actionSpace.size() + " actions");
    sizes.add(mu.shape().get(1));
    sizes.add(2 * mu.shape().get(0));
    MlpShape shape = new MlpShape(sizes);
    content.requireValues(file, shape.parameterCount());
    FloatBuffer phi = FloatBuffer.allocate(shape.parameterCount());
    for (String name : names) {
      append(file, tensors, phi, List.of(name));
    }
    append(file, tensors, phi, List.of(MU, LOG_STD));
    Require.that(!phi.hasRemaining(), "" + file, phi.remaining() + " values missing", "none");
    return new ExpertPolicy(shape, phi.array(), actionSpace);
  }

  private static Tensor matrix(Path file, Map<String, Tensor> tensors, String layer) {
    Tensor weight = tensor(file, tensors, layer + ".weight");
    Require.that(
        weight.shape().size() == 2, file + " " + layer, weight.describe(), "a matrix as weight");
    return weight;
  }

  /** Puts the weights of some heads behind each other, and then their biases. */
  private static void append(
      Path file, Map<String, Tensor> tensors, FloatBuffer phi, List<String> layers) {
    for (String kind : List.of(".weight", ".bias")) {
      for (String layer : layers) {
        float[] values = tensor(file, tensors, layer + kind).toFloats();
        Require.that(
            values.length <= phi.remaining(),
            file + " " + layer + kind,
            "size " + values.length,
            "at most " + phi.remaining());
        for (float value : values) {
          Require.that(Float.isFinite(value), file + " " + layer + kind, value, "finite weights");
        }
        phi.put(values);
      }
    }
  }

  private static Tensor tensor(Path file, Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InvalidValueException("" + file, "no tensor " + name, "an actor's tensors");
    }
    return tensor;
  }

  private static float[] piece(float[] values, int offset, int size) {
    return Arrays.copyOfRange(values, offset, offset + size);
  }
}
