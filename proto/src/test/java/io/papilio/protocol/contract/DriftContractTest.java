package io.papilio.protocol.contract;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.papilio.core.env.DriftEnvironment;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EpisodeGuard;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.snapshot.SnapshotLabel;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.LocalVectorEnvironment;
import io.papilio.core.vector.VectorEnvironment;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The environment contract, held against the guard and the vector alone. */
class DriftContractTest implements ContractSubject {
  private static final int NO_LIMIT = -1;
  private static final Keyword<Integer> LIMIT =
      Keyword.integer("max_episode_steps", 5, "time limit");

  @Override
  public Environment environment(KeywordArguments options) {
    options.checkKnown(List.of(LIMIT));
    int limit = options.get(LIMIT);
    return new EpisodeGuard(
        new DriftEnvironment(),
        limit == NO_LIMIT ? OptionalInt.empty() : OptionalInt.of(limit),
        SnapshotLabel.of("Drift-v0", options.canonical(), Map.of()));
  }

  @Override
  public VectorEnvironment vector(KeywordArguments options, int size, AutoresetMode mode) {
    return new LocalVectorEnvironment(
        Stream.generate(() -> environment(options)).limit(size).toList(), mode);
  }

  @TestFactory
  Stream<DynamicTest> guardAndVectorHonourTheContract() {
    return Stream.of(
            EnvironmentContract.checks(),
            ActionContract.checks(),
            VectorContract.checks(),
            SnapshotContract.checks(),
            VectorSnapshotContract.checks(),
            AgreementContract.checks(this))
        .flatMap(List::stream)
        .map(check -> dynamicTest(check.name(), () -> check.run(this)));
  }
}
