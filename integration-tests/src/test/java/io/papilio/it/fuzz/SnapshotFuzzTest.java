package io.papilio.it.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.snapshot.Snapshot;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.wrapper.NamedWrapper;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.catalog.VectorBounds;
import io.papilio.envserver.catalog.VectorRequest;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshots: sealed bytes as they come, and states of environments behind the right digest. */
@Timeout(120)
class SnapshotFuzzTest {
  private static final int DIGEST_BYTES = 32;

  private static final List<VectorEnvironment> ENVIRONMENTS =
      List.of(
          environment("UnstableScalar-v0"),
          environment("InvertedPendulum-v5"),
          environment(
              "InvertedPendulum-v5",
              "FrameStackObservation",
              "NormalizeObservation",
              "RecordEpisodeStatistics"));

  private static final List<byte[]> SNAPSHOTS =
      ENVIRONMENTS.stream().map(environment -> environment.snapshot().get(0)).toList();

  @MethodSource("snapshots")
  @FuzzTest
  void open(byte[] data) {
    Fuzzed.read(() -> Snapshot.open(data));
    ENVIRONMENTS.forEach(environment -> Fuzzed.read(() -> environment.restore(List.of(data))));
  }

  /** The first byte chooses the environment, the others are its state. */
  @MethodSource("states")
  @FuzzTest
  void restore(byte[] data) {
    if (data.length > 0) {
      int index = (data[0] & 0xff) % ENVIRONMENTS.size();
      VectorEnvironment environment = ENVIRONMENTS.get(index);
      byte[] sealed = seal(SNAPSHOTS.get(index), Arrays.copyOfRange(data, 1, data.length));
      Fuzzed.read(
          () -> {
            environment.restore(List.of(sealed));
            ZeroPolicy zero = new ZeroPolicy(environment.spec().actionSpace());
            environment.step(zero.act(Tensor.float64(new double[1], 1)));
            environment.restore(environment.snapshot());
          });
      environment.reset(VectorResetRequest.seeded(BigInteger.ZERO, 1));
    }
  }

  static List<byte[]> snapshots() {
    return SNAPSHOTS;
  }

  static List<byte[]> states() {
    return IntStream.range(0, SNAPSHOTS.size())
        .mapToObj(
            i -> {
              byte[] snapshot = SNAPSHOTS.get(i);
              byte[] seed =
                  Arrays.copyOfRange(
                      snapshot, headerBytes(snapshot) + 3, snapshot.length - DIGEST_BYTES);
              seed[0] = (byte) i;
              return seed;
            })
        .toList();
  }

  /** The snapshot with another state, and the digest of that. */
  private static byte[] seal(byte[] snapshot, byte[] state) {
    int header = headerBytes(snapshot);
    byte[] content = Arrays.copyOf(snapshot, header + Integer.BYTES + state.length);
    ByteBuffer.wrap(content)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(header, state.length)
        .put(header + Integer.BYTES, state);
    byte[] sealed = Arrays.copyOf(content, content.length + DIGEST_BYTES);
    System.arraycopy(Fuzzed.sha256(content), 0, sealed, content.length, DIGEST_BYTES);
    return sealed;
  }

  /** What stands before the length of the state: letters and label. */
  private static int headerBytes(byte[] snapshot) {
    SnapshotReader in = new SnapshotReader(ByteBuffer.wrap(snapshot));
    in.integer();
    in.text();
    in.text();
    for (int left = in.integer(); left > 0; left--) {
      in.text();
      in.text();
    }
    return snapshot.length - DIGEST_BYTES - in.bytes().remaining() - Integer.BYTES;
  }

  private static VectorEnvironment environment(String id, String... wrappers) {
    VectorRequest request =
        VectorRequest.of(id, KeywordArguments.NONE, 1, AutoresetMode.NEXT_STEP)
            .withWrappers(Stream.of(wrappers).map(SnapshotFuzzTest::wrapper).toList());
    VectorEnvironment environment =
        EnvironmentCatalog.standard().vector(request, VectorBounds.NONE);
    environment.reset(VectorResetRequest.seeded(BigInteger.ZERO, 1));
    return environment;
  }

  private static NamedWrapper wrapper(String name) {
    return name.equals("FrameStackObservation")
        ? new NamedWrapper(name, KeywordArguments.of("stack_size", 2))
        : NamedWrapper.of(name);
  }
}
