package io.papilio.envserver.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.envserver.fixture.HookEnvironment;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.Policy;
import io.papilio.protocol.v1.PolicyFormat;
import io.papilio.protocol.v1.RolloutChunk;
import io.papilio.protocol.v1.RolloutRequest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rollout holds of its episodes before it is sent: bounded however many there are. */
@Timeout(60)
class ChunkSizeTest {
  /** Observation, action and reward of float64. */
  private static final int ROW_BYTES = 3 * 8;

  @ParameterizedTest
  @CsvSource({"1, 0, 262144", "64, 0, 262144", "4096, 0, 4096", "4096, 7, 168"})
  void chunksOfAllEnvironmentsTakeAtMost16Mebibytes(int numEnvs, int chunkSteps, int bytes) {
    try (NettyServerFixture fixture =
        new NettyServerFixture(
            NettyServerFixture.config(1, 4096, 600), HookEnvironment.catalog(a -> {}, () -> {}))) {
      RolloutRequest request =
          RolloutRequest.newBuilder()
              .setEnvironmentId(HookEnvironment.ID)
              .setPolicy(Policy.newBuilder().setFormat(PolicyFormat.POLICY_FORMAT_ZERO))
              .setEpisodes(numEnvs)
              .setNumEnvs(numEnvs)
              .setChunkSteps(chunkSteps)
              .build();
      var responses = EnvironmentServiceGrpc.newBlockingStub(fixture.raw).rollout(request);
      assertEquals(numEnvs, responses.next().getStarted().getNumEnvs());
      RolloutChunk chunk = responses.next().getChunk();
      assertEquals(bytes / ROW_BYTES, chunk.getSteps());
      assertTrue((long) numEnvs * chunk.getSteps() * ROW_BYTES <= 16 << 20);
    }
  }
}
