package io.papilio.cli.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import io.papilio.artifacts.file.AtomicFile;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Policy;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.policy.LoadedPolicy;
import io.papilio.envserver.policy.NamedPolicies;
import io.papilio.envserver.policy.PolicyLoader;
import io.papilio.laboratory.diagnosis.Checkpoint;
import io.papilio.protocol.onnx.Graph;
import io.papilio.protocol.onnx.Model;
import io.papilio.protocol.onnx.TensorValue;
import io.papilio.protocol.policy.SentPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A model in the ONNX format; its weights are the initializers of float32. */
public record OnnxCheckpoint(Path file, Model model, EnvironmentSpec environment)
    implements Checkpoint {

  /**
   * Reads a file.
   *
   * @throws InvalidValueException when it is no such model
   */
  public static OnnxCheckpoint read(Path file, EnvironmentSpec environment) {
    return new OnnxCheckpoint(file, model(file), environment);
  }

  /**
   * The model in a file.
   *
   * @throws InvalidValueException when it is none
   */
  public static Model model(Path file) {
    try {
      return Model.parseFrom(Files.readAllBytes(file));
    } catch (InvalidProtocolBufferException e) {
      throw new InvalidValueException(file.toString(), "no protobuf", "an ONNX model");
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, List<Long>> layout() {
    Map<String, List<Long>> layout = new LinkedHashMap<>();
    initializers().forEach(tensor -> layout.put(tensor.getName(), tensor.getDimsList()));
    return layout;
  }

  @Override
  public float[] weights() {
    float[] weights = new float[initializers().stream().mapToInt(OnnxTensors::size).sum()];
    int offset = 0;
    for (TensorValue tensor : initializers()) {
      float[] values = OnnxTensors.values(tensor);
      System.arraycopy(values, 0, weights, offset, values.length);
      offset += values.length;
    }
    return weights;
  }

  @Override
  public <R> R act(float[] weights, Function<Policy, R> use) {
    var message = OnnxBinding.policy(file, with(weights));
    LoadedPolicy loaded = new PolicyLoader(NamedPolicies.NONE, 0).load(message);
    try {
      return use.apply(new SentPolicy(loaded.in(environment), message));
    } finally {
      loaded.release();
    }
  }

  @Override
  public void write(Path target, float[] weights) {
    AtomicFile.write(target, with(weights).toByteArray());
  }

  private List<TensorValue> initializers() {
    return model.getGraph().getInitializerList().stream().filter(OnnxTensors::isFloat).toList();
  }

  private Model with(float[] weights) {
    Graph.Builder graph = model.getGraph().toBuilder();
    int offset = 0;
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      TensorValue tensor = graph.getInitializer(i);
      if (OnnxTensors.isFloat(tensor)) {
        int end = offset + OnnxTensors.size(tensor);
        float[] part = Arrays.copyOfRange(weights, offset, end);
        graph.setInitializer(i, OnnxTensors.with(tensor, part));
        offset = end;
      }
    }
    return model.toBuilder().setGraph(graph).build();
  }
}
