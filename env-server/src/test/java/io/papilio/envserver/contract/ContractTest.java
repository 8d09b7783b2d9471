package io.papilio.envserver.contract;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.catalog.VectorBounds;
import io.papilio.envserver.catalog.VectorRequest;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.protocol.contract.ActionContract;
import io.papilio.protocol.contract.AgreementContract;
import io.papilio.protocol.contract.ContractCheck;
import io.papilio.protocol.contract.ContractSubject;
import io.papilio.protocol.contract.EnvironmentContract;
import io.papilio.protocol.contract.SnapshotContract;
import io.papilio.protocol.contract.VectorContract;
import io.papilio.protocol.contract.VectorSnapshotContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Holds every environment of the catalogue against the contract, by one way to reach it. */
abstract class ContractTest {
  /** The standard catalogue, and the test environments for spaces that it has not. */
  static final List<EnvironmentCatalog> CATALOGS =
      List.of(EnvironmentCatalog.standard(), TestEnvironments.catalog());

  /** The way to the environments of a catalogue. */
  abstract ContractSubject subject(EnvironmentCatalog catalog, String id);

  /** Whether an environment is held against the contract this way. */
  boolean covers(String id) {
    return true;
  }

  @TestFactory
  Stream<DynamicNode> everyEnvironmentHonoursTheContract() {
    return CATALOGS.stream()
        .flatMap(
            catalog ->
                catalog.ids().stream()
                    .filter(this::covers)
                    .map(
                        id ->
                            dynamicContainer(
                                id, tests(subject(catalog, id), direct(catalog, id)))));
  }

  static ContractSubject direct(EnvironmentCatalog catalog, String id) {
    return new ContractSubject() {
      @Override
      public Environment environment(KeywordArguments options) {
        return catalog.create(id, options);
      }

      @Override
      public VectorEnvironment vector(KeywordArguments options, int size, AutoresetMode mode) {
        return catalog.vector(VectorRequest.of(id, options, size, mode), VectorBounds.NONE);
      }
    };
  }

  private static Stream<DynamicNode> tests(ContractSubject subject, ContractSubject direct) {
    List<List<ContractCheck>> suites =
        List.of(
            EnvironmentContract.checks(),
            ActionContract.checks(),
            VectorContract.checks(),
            SnapshotContract.checks(),
            VectorSnapshotContract.checks(),
            AgreementContract.checks(direct));
    return suites.stream()
        .flatMap(List::stream)
        .map(check -> dynamicTest(check.name(), () -> check.run(subject)));
  }
}
