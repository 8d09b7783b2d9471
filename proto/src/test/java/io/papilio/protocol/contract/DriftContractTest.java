package io.papilio.protocol.contract;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.papilio.core.env.ActionCheck;
import io.papilio.core.env.CallOrder;
import io.papilio.core.env.DriftEnvironment;
import io.papilio.core.env.Environment;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.snapshot.SnapshotLabel;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.LocalVectorEnvironment;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.wrapper.TimeLimit;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The environment contract of the layers around a simulation and of the vector alone. */
class DriftContractTest implements ContractSubject {
  private static final int NO_LIMIT = -1;
  private static final Keyword<Integer> LIMIT =
      Keyword.integer("max_episode_steps", 5, "time limit");

  private static CallOrder unchecked(KeywordArguments options) {
    options.checkKnown(List.of(LIMIT));
    int limit = options.get(LIMIT);
    return new CallOrder(
        new TimeLimit(
            new DriftEnvironment(),
            limit == NO_LIMIT ? OptionalInt.empty() : OptionalInt.of(limit)),
        SnapshotLabel.of("Drift-v0", options.canonical(), Map.of()));
  }

  @Override
  public Environment environment(KeywordArguments options) {
    return new ActionCheck(unchecked(options));
  }

  @Override
  public VectorEnvironment vector(KeywordArguments options, int size, AutoresetMode mode) {
    return new LocalVectorEnvironment(
        Stream.generate(() -> unchecked(options)).limit(size).toList(), mode);
  }

  @TestFactory
  Stream<DynamicTest> layersAndVectorHonorTheContract() {
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
