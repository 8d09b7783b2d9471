package io.papilio.envserver.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.onnx.OnnxNetwork;
import io.papilio.envserver.policy.NamedPolicies;
import io.papilio.envserver.policy.PolicyLoader;
import io.papilio.kernels.FixedMlp;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.policy.PolicyCodec;
import io.papilio.protocol.policy.SentPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxPolicyTest {
  private static final String ID = "Hopper-v5";
  private static final int INPUTS = 11;
  private static final int OUTPUTS = 3;

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
