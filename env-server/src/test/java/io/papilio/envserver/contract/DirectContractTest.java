package io.papilio.envserver.contract;

import io.papilio.core.contract.ContractSubject;
import io.papilio.envserver.catalog.EnvironmentCatalog;

class DirectContractTest extends ContractTest {
  @Override
  ContractSubject subject(EnvironmentCatalog catalog, String id) {
    return direct(catalog, id);
  }
}
