package io.papilio.envserver.contract;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.wrapper.NamedWrapper;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.catalog.VectorBounds;
import io.papilio.envserver.catalog.VectorRequest;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.client.RemoteVectorEnvironment;
import io.papilio.protocol.contract.ActionContract;
import io.papilio.protocol.contract.AgreementContract;
import io.papilio.protocol.contract.ContractCheck;
import io.papilio.protocol.contract.ContractSubject;
import io.papilio.protocol.contract.EnvironmentContract;
import io.papilio.protocol.contract.SnapshotContract;
import io.papilio.protocol.contract.VectorContract;
import io.papilio.protocol.contract.VectorSnapshotContract;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contract for environments in wrappers, through a server. */
class WrappedContractTest {
  private static final String ID = "Ant-v5";

  private static final List<NamedWrapper> STATELESS =
      List.of(
          new NamedWrapper(
              "RescaleAction", new KeywordArguments(Map.of("min_action", -3.0, "max_action", 2.0))),
          NamedWrapper.of("ClipAction"),
          new NamedWrapper("FrameStackObservation", KeywordArguments.of("stack_size", 3)));

  /** Their state outlives an episode, or their steps are longer than the time limit's. */
  private static final List<NamedWrapper> STATEFUL =
      List.of(
          new NamedWrapper("RepeatAction", KeywordArguments.of("num_repeats", 2)),
          NamedWrapper.of("NormalizeObservation"),
          new NamedWrapper("FrameStackObservation", KeywordArguments.of("stack_size", 2)));

  private final EnvironmentCatalog catalog = EnvironmentCatalog.standard();
  private final EnvServer server = EnvServer.startInProcess(EnvServerConfig.DEFAULTS, catalog);
  private final EnvironmentChannel channel = EnvironmentChannel.inProcess(server.target());

  @AfterEach
  void stop() {
    channel.close();
    server.close();
  }

  private Environment remote(List<NamedWrapper> wrappers) {
    return new RemoteEnvironment(channel, ID, KeywordArguments.NONE, wrappers);
  }

  private ContractSubject remoteSubject(List<NamedWrapper> wrappers) {
    return new ContractSubject() {
      @Override
      public Environment environment(KeywordArguments options) {
        return new RemoteEnvironment(channel, ID, options, wrappers);
      }

      @Override
      public VectorEnvironment vector(KeywordArguments options, int size, AutoresetMode mode) {
        return new RemoteVectorEnvironment(
            channel, ID, options, size, mode, Optional.empty(), wrappers);
      }
    };
  }

  private ContractSubject local(List<NamedWrapper> wrappers) {
    return new ContractSubject() {
      @Override
      public Environment environment(KeywordArguments options) {
        return catalog.create(ID, options, wrappers);
      }

      @Override
      public VectorEnvironment vector(KeywordArguments options, int size, AutoresetMode mode) {
        return catalog.vector(
            VectorRequest.of(ID, options, size, mode).withWrappers(wrappers), VectorBounds.NONE);
      }
    };
  }

  @TestFactory
  Stream<DynamicTest> wrappedEnvironmentHonoursTheContract() {
    return Stream.of(
            EnvironmentContract.checks(),
            ActionContract.checks(),
            VectorContract.checks(),
            SnapshotContract.checks(),
            VectorSnapshotContract.checks(),
            AgreementContract.checks(local(STATELESS)))
        .flatMap(List::stream)
        .map(check -> test(check, remoteSubject(STATELESS)));
  }

  @TestFactory
  Stream<DynamicTest> snapshotsKeepTheStateOfWrappers() {
    return Stream.of(
            SnapshotContract.checks(),
            VectorSnapshotContract.checks(),
            AgreementContract.checks(local(STATEFUL)))
        .flatMap(List::stream)
        .map(check -> test(check, remoteSubject(STATEFUL)));
  }

  private static DynamicTest test(ContractCheck check, ContractSubject subject) {
    return dynamicTest(check.name(), () -> check.run(subject));
  }

  @Test
  void specIsThatOfTheOutermostWrapper() {
    try (Environment ant = remote(STATELESS)) {
      assertEquals(List.of(3, 105), ant.spec().observationBox().shape());
      assertEquals(Double.POSITIVE_INFINITY, ant.spec().actionBox().high().getDouble(0));
    }
  }

  @Test
  void snapshotOfOtherWrappersIsRefused() {
    try (Environment ant = remote(List.of(NamedWrapper.of("ClipAction")));
        Environment bare = remote(List.of())) {
      ant.reset(ResetRequest.seeded(1));
      byte[] snapshot = ant.snapshot();
      assertFails(Reason.SNAPSHOT_MISMATCH, () -> bare.restore(snapshot));
    }
  }

  @Test
  void unknownAndTooManyWrappersAreRefused() {
    assertInvalid("wrapper", () -> remote(List.of(NamedWrapper.of("Blur"))).close());
    List<NamedWrapper> many = Collections.nCopies(33, NamedWrapper.of("ClipAction"));
    assertInvalid("wrappers", () -> remote(many).close());
    List<NamedWrapper> twice = Collections.nCopies(2, STATEFUL.get(0));
    assertInvalid("wrappers", () -> remote(twice).close());
  }
}
