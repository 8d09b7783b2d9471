package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status.Code;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LeaseTest {
  @Test
  void idleSessionEndsAndFreesItsEnvironments() {
    EnvServerConfig config = NettyServerFixture.config(1, 1, 1);
    try (NettyServerFixture fixture = new NettyServerFixture(config)) {
      RawStream idle =
          fixture.stream().send(RawStream.open("Drift-v0", 1, AutoresetMode.NEXT_STEP));
      assertEquals(1, idle.response().getOpen().getLeaseSeconds());
      assertEquals(Code.DEADLINE_EXCEEDED, idle.end().getCode());
      RawStream next =
          fixture.stream().send(RawStream.open("Drift-v0", 1, AutoresetMode.NEXT_STEP));
      assertTrue(next.response().hasOpen());
    }
  }

  @Test
  @Tag("nightly")
  void silentStreamEndsLongBeforeALeaseAndFreesItsSession() {
    EnvServerConfig config = NettyServerFixture.config(1, 1, 0);
    try (NettyServerFixture fixture = new NettyServerFixture(config)) {
      assertEquals(Code.DEADLINE_EXCEEDED, fixture.stream().end().getCode());
      RawStream next =
          fixture.stream().send(RawStream.open("Drift-v0", 1, AutoresetMode.NEXT_STEP));
      assertTrue(next.response().hasOpen());
    }
  }
}
