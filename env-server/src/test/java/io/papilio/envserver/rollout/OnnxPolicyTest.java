package io.papilio.envserver.rollout;

import static io.papilio.envserver.rollout.OnnxModels.model;
import static io.papilio.envserver.rollout.OnnxModels.node;
import static io.papilio.envserver.rollout.OnnxModels.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.OutputHead;
import io.papilio.core.policy.OutputMapping;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.onnx.OnnxNetwork;
import io.papilio.envserver.policy.NamedPolicies;
import io.papilio.envserver.policy.PolicyLoader;
import io.papilio.kernels.FixedMlp;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.onnx.Attribute;
import io.papilio.protocol.policy.PolicyCodec;
import io.papilio.protocol.policy.SentPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxPolicyTest {
  private static final String ID = "Hopper-v5";
  private static final int INPUTS = 11;
  private static final int OUTPUTS = 3;

  /** Models that no rollout may run, by what is wrong with them. */
  private static Map<String, ByteString> rejected() {
    Map<String, ByteString> models = new LinkedHashMap<>();
    models.put("bytes that are no protobuf", ByteString.copyFromUtf8("no model"));
    models.put("IR version 0", ByteString.EMPTY);
    models.put("operator Loop", one("Loop"));
    models.put("operator NonZero", one("NonZero"));
    models.put(
        "operator set 99",
        model(
            INPUTS,
            INPUTS,
            g -> g.addNode(node("Relu", "y", "x")),
            m -> m.setOpsetImport(0, m.getOpsetImport(0).toBuilder().setVersion(99))));
    models.put(
        "functions",
        model(
            INPUTS,
            INPUTS,
            g -> g.addNode(node("Relu", "y", "x")),
            m -> m.addFunctions(ByteString.copyFromUtf8("f"))));
    models.put(
        "domain 'strange'",
        model(INPUTS, INPUTS, g -> g.addNode(node("Relu", "y", "x").setDomain("strange"))));
    models.put(
        "attribute 'body'",
        model(
            INPUTS,
            INPUTS,
            g ->
                g.addNode(
                    node("Relu", "y", "x")
                        .addAttribute(
                            Attribute.newBuilder()
                                .setName("body")
                                .setType(5)
                                .setG(ByteString.copyFromUtf8("g"))))));
    models.put(
        "external data",
        model(
            INPUTS,
            INPUTS,
            g ->
                g.addInitializer(zeros("b", INPUTS).clearRawData().setDataLocation(1))
                    .addNode(node("Add", "y", "x", "b"))));
    models.put(
        "tensor 'b' of 12 bytes",
        model(
            INPUTS,
            INPUTS,
            g ->
                g.addInitializer(zeros("b", 3).setDims(0, INPUTS))
                    .addNode(node("Add", "y", "x", "b"))));
    models.put(
        "Gemm of [64, 11], [7, 3]",
        model(
            INPUTS,
            OUTPUTS,
            g -> g.addInitializer(zeros("w", 7, 3)).addNode(node("Gemm", "y", "x", "w"))));
    models.put(
        "operations in 1 row",
        model(
            INPUTS,
            OUTPUTS,
            g -> {
              // A product over constants, which the runtime would compute while it loads.
              g.addInitializer(zeros("w", 1500, 1500));
              g.addNode(node("MatMul", "big", "w", "w"));
            }));
    models.put(
        "bytes in 1 row",
        model(
            INPUTS,
            OUTPUTS,
            g ->
                g.addInitializer(
                        zeros("s", 0)
                            .setDataType(7)
                            .setDims(0, 3)
                            .addInt64Data(1 << 22)
                            .addInt64Data(1)
                            .addInt64Data(INPUTS))
                    .addNode(node("Expand", "y", "x", "s"))));
    models.put(
        "2 inputs",
        model(
            INPUTS,
            INPUTS,
            g -> g.addInput(OnnxModels.port("z", 2)).addNode(node("Add", "y", "x", "z"))));
    models.put(
        "an output of shape unknown",
        model(INPUTS, INPUTS, g -> g.addNode(node("Relu", "other", "x"))));
    models.put(
        "'later' before it is computed",
        model(INPUTS, INPUTS, g -> g.addNode(node("Add", "y", "x", "later"))));
    models.put(
        "an output NaN for zeros",
        model(INPUTS, INPUTS, g -> g.addNode(node("Div", "y", "x", "x"))));
    return models;
  }

  private static ByteString one(String operator) {
    return model(INPUTS, INPUTS, g -> g.addNode(node(operator, "y", "x")));
  }

  @Test
  void badModelsAreRejectedByNameAndOtherCallsContinue() {
    try (EnvServer server = EnvServer.start(EnvServerConfig.DEFAULTS.withPort(0));
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target());
        RolloutRunner runner = channel.runner(ID, 1)) {
      rejected()
          .forEach(
              (what, model) -> {
                SentPolicy policy = new SentPolicy(null, message(model));
                var error =
                    assertThrows(
                        InvalidValueException.class,
                        () -> runner.run(policy, EpisodeSeeds.of(0, 1)),
                        what);
                assertEquals("policy.data", error.subject(), what);
                assertEquals(
                    true, error.getMessage().contains(what), what + ": " + error.getMessage());
              });
      assertThrows(
          InvalidValueException.class,
          () -> runner.run(new SentPolicy(null, message(mlp(5, 3))), EpisodeSeeds.of(0, 1)));
      assertThrows(
          InvalidValueException.class,
          () -> runner.run(new SentPolicy(null, message(mlp(11, 4))), EpisodeSeeds.of(0, 1)));
      SentPolicy good = new SentPolicy(null, message(mlp(INPUTS, OUTPUTS)));
      assertEquals(2, runner.run(good, EpisodeSeeds.of(0, 2)).size());
    }
  }

  @Test
  void modelActsAsItDoesInLockstep() {
    EnvironmentCatalog catalog = EnvironmentCatalog.standard();
    var message = message(mlp(INPUTS, OUTPUTS));
    Policy local =
        new PolicyLoader(NamedPolicies.NONE, 0)
            .load(message)
            .in(catalog.spec(ID, KeywordArguments.NONE));
    try (EnvServer server = EnvServer.start(EnvServerConfig.DEFAULTS.withPort(0));
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target());
        var environments = channel.vector(ID, 3)) {
      List<Trajectory> lockstep = record(new Rollout(environments), local);
      for (int numEnvs : new int[] {1, 4}) {
        try (RolloutRunner runner = channel.runner(ID, numEnvs)) {
          assertEquals(lockstep, record(runner, new SentPolicy(local, message)));
        }
      }
    }
  }

  @Test
  void outputsAreThoseOfOurOwnNetwork() {
    FixedMlp ours = Policies.mlp(INPUTS, OUTPUTS);
    try (OnnxNetwork onnx =
        OnnxNetwork.load(OnnxModels.mlp(ours.weights().orElseThrow(), "Relu"))) {
      int n = 150;
      float[] inputs = new float[n * INPUTS];
      Random random = new Random(3);
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = (float) random.nextGaussian();
      }
      float[] expected = new float[n * OUTPUTS];
      ours.forward(inputs, n, expected);
      float[] actual = new float[n * OUTPUTS];
      onnx.forward(inputs, n, actual);
      assertArrayEquals(expected, actual, 1e-5f);
    }
  }

  private static List<Trajectory> record(RolloutRunner runner, Policy policy) {
    List<Trajectory> trajectories = new ArrayList<>();
    runner.record(policy, EpisodeSeeds.of(2, 6), RolloutListener.SILENT, trajectories::add);
    return trajectories;
  }

  private static ByteString mlp(int inputs, int outputs) {
    return OnnxModels.mlp(Policies.mlp(inputs, outputs).weights().orElseThrow(), "Tanh");
  }

  private static io.papilio.protocol.v1.Policy message(ByteString model) {
    return PolicyCodec.onnx(
        model.toByteArray(),
        PolicyBinding.PLAIN.withOutputs(OutputMapping.CLIP),
        OutputHead.DETERMINISTIC);
  }
}
