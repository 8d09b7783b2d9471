package io.papilio.envserver.contract;

import org.junit.jupiter.api.Tag;

/** The contract for every environment over TCP. */
@Tag("nightly")
class EveryEnvironmentOverNettyTest extends NettyContractTest {
  @Override
  boolean covers(String id) {
    return true;
  }
}
