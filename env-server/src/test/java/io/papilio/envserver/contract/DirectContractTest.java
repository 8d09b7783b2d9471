package io.papilio.envserver.contract;

import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.contract.ContractSubject;

class DirectContractTest extends ContractTest {
  @Override
  ContractSubject subject(EnvironmentCatalog catalog, String id) {
    return direct(catalog, id);
  }
}
