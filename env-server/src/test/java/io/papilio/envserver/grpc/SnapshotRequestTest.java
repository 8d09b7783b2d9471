package io.papilio.envserver.grpc;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Frame;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.snapshot.Snapshot;
import io.papilio.core.snapshot.SnapshotLabel;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.ServedDriftEnvironment;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.client.RemoteVectorEnvironment;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snapshots between servers, between versions, and from those who mean harm. */
class SnapshotRequestTest {
  private static final String ID = "Ant-v5";
  private static final Element ACTION = Tensor.float32(new float[] {1, -1, .5f, 0, .1f, 0, 1, 1});

  /** What a step after the restore of a random state may fail with. */
  private static final Set<Reason> HARMLESS = Set.of(Reason.PHYSICS_DIVERGED, Reason.RESET_NEEDED);

  private static <T> T onAServer(EnvironmentCatalog catalog, Function<EnvironmentChannel, T> use) {
    try (EnvServer server = EnvServer.startInProcess(EnvServerConfig.DEFAULTS, catalog);
        EnvironmentChannel channel = EnvironmentChannel.inProcess(server.target())) {
      return use.apply(channel);
    }
  }

  private static <T> T withAnt(Function<Environment, T> use) {
    try (Environment environment =
        EnvironmentCatalog.standard().create(ID, KeywordArguments.NONE)) {
      environment.reset(ResetRequest.seeded(1));
      environment.step(ACTION);
      return use.apply(environment);
    }
  }

  private static List<TimeStep> steps(Environment environment) {
    List<TimeStep> steps = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      steps.add(environment.step(ACTION));
    }
    return steps;
  }

  @Test
  void snapshotOutlivesItsServerAndGoesOnAtAnother() {
    EnvironmentCatalog catalog = EnvironmentCatalog.standard();
    List<TimeStep> expected = new ArrayList<>();
    byte[] snapshot =
        onAServer(
            catalog,
            channel -> {
              try (Environment ant = new RemoteEnvironment(channel, ID, KeywordArguments.NONE)) {
                ant.reset(ResetRequest.seeded(1));
                ant.step(ACTION);
                byte[] bytes = ant.snapshot();
                expected.addAll(steps(ant));
                return bytes;
              }
            });
    List<TimeStep> actual =
        onAServer(
            EnvironmentCatalog.standard(),
            channel -> {
              try (Environment ant = new RemoteEnvironment(channel, ID, KeywordArguments.NONE)) {
                ant.restore(snapshot);
                return steps(ant);
              }
            });
    assertEquals(expected, actual);
  }

  @Test
  void restoredEnvironmentLooksTheSame() {
    Frame expected =
        withAnt(
            ant -> {
              steps(ant);
              return ant.render(RenderMode.RGB_ARRAY);
            });
    byte[] snapshot =
        withAnt(
            ant -> {
              steps(ant);
              return ant.snapshot();
            });
    Frame actual =
        withAnt(
            ant -> {
              ant.restore(snapshot);
              return ant.render(RenderMode.RGB_ARRAY);
            });
    assertEquals(expected, actual);
  }

  @Test
  void snapshotIsSmall() {
    int bytes = withAnt(Environment::snapshot).length;
    assertTrue(bytes < 16 << 10, bytes + " bytes");
  }

  @ParameterizedTest
  @CsvSource({"mujoco,3.13.0", "snapshot format,1"})
  void snapshotOfAnotherVersionIsRejected(String name, String version) {
    EnvironmentException mismatch =
        withAnt(
            ant -> {
              Snapshot snapshot = Snapshot.open(ant.snapshot());
              SortedMap<String, String> versions = new TreeMap<>(snapshot.label().versions());
              versions.put(name, version);
              SnapshotLabel older = new SnapshotLabel(ID, "{}", versions);
              byte[] bytes = Snapshot.seal(older, new SnapshotWriter());
              return assertFails(Reason.SNAPSHOT_MISMATCH, () -> ant.restore(bytes));
            });
    assertTrue(mismatch.getMessage().contains(name + "=" + version), mismatch.getMessage());
  }

  @Test
  void snapshotOfAnotherEnvironmentIsRejectedByTheServer() {
    byte[] snapshot = withAnt(Environment::snapshot);
    onAServer(
        EnvironmentCatalog.standard(),
        channel -> {
          try (Environment other =
              new RemoteEnvironment(channel, "Ant-v4", KeywordArguments.NONE)) {
            return assertFails(Reason.SNAPSHOT_MISMATCH, () -> other.restore(snapshot));
          }
        });
  }

  /** Digests are no signatures: whoever knows the format can seal any state. */
  @Test
  void randomStateUnderAGoodDigestNeitherCrashesNorPasses() {
    NumpyGenerator generator = NumpyGenerator.ofSeed(9);
    withAnt(
        ant -> {
          byte[] good = ant.snapshot();
          int digest = good.length - 32;
          int state = Snapshot.seal(Snapshot.open(good).label(), new SnapshotWriter()).length - 32;
          for (int round = 0; round < 300; round++) {
            byte[] changed = good.clone();
            for (int i = generator.integers(20); i >= 0; i--) {
              int place = state + generator.integers(digest - state);
              changed[place] = (byte) generator.integers(256);
            }
            System.arraycopy(sha256(changed, digest), 0, changed, digest, 32);
            try {
              ant.restore(changed);
              ant.step(ACTION);
            } catch (InvalidValueException e) {
              assertFalse(e.getMessage().isEmpty());
            } catch (EnvironmentException e) {
              assertTrue(HARMLESS.contains(e.reason()), e.getMessage());
            }
          }
          ant.restore(good);
          return assertEqual(withAnt(other -> other.step(ACTION)), ant.step(ACTION));
        });
  }

  @Test
  void divergedVectorHasNoSnapshotsAndARestoreOfAllHeals() {
    onAServer(
        TestEnvironments.catalog(),
        channel -> {
          try (VectorEnvironment drift =
              new RemoteVectorEnvironment(
                  channel, "Drift-v0", KeywordArguments.NONE, 2, AutoresetMode.NEXT_STEP)) {
            drift.reset(VectorResetRequest.seeded(BigInteger.ONE, 2));
            List<byte[]> snapshots = drift.snapshot();
            VectorTimeStep expected = drift.step(Tensor.float32(new float[6], 2, 3));
            float[] diverge = {0, 0, 0, (float) ServedDriftEnvironment.DIVERGE, 0, 0};
            assertFails(Reason.PHYSICS_DIVERGED, () -> drift.step(Tensor.float32(diverge, 2, 3)));
            assertFails(Reason.RESET_NEEDED, drift::snapshot);
            assertFails(
                Reason.RESET_NEEDED, () -> drift.restore(List.of(snapshots.get(0), new byte[0])));
            drift.restore(snapshots);
            return assertEqual(expected, drift.step(Tensor.float32(new float[6], 2, 3)));
          }
        });
  }

  private static <T> T assertEqual(T expected, T actual) {
    assertEquals(expected, actual);
    return actual;
  }

  private static byte[] sha256(byte[] bytes, int length) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, length));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
