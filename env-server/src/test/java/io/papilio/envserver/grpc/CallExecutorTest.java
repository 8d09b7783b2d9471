package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The rule by which an event is executed at once or on the pool. */
class CallExecutorTest {
  private final Queue<Runnable> pool = new ArrayDeque<>();
  private final CallExecutor executor = new CallExecutor(pool::add);
  private final List<String> executed = new ArrayList<>();

  private void receive(String event, long bytes) {
    executor.inboundMessageRead(0, bytes, bytes);
    executor.execute(() -> executed.add(event));
  }

  private void runPool() {
    while (!pool.isEmpty()) {
      pool.remove().run();
    }
  }

  @Test
  void withoutADeclarationThePoolExecutesAll() {
    receive("small", 10);
    assertEquals(List.of(), executed);
    runPool();
    assertEquals(List.of("small"), executed);
  }

  @Test
  void smallMessagesOfBriefStepsAreExecutedAtOnce() {
    executor.declare(true);
    receive("small", 4096);
    assertEquals(List.of("small"), executed);
    executor.declare(false);
    receive("no longer brief", 10);
    assertEquals(List.of("small"), executed);
  }

  @Test
  void largeMessagesAreParsedOnThePool() {
    executor.declare(true);
    receive("large", 4097);
    assertEquals(List.of(), executed);
    runPool();
    assertEquals(List.of("large"), executed);
  }

  @Test
  void compressedMessagesAreParsedOnThePoolSinceTheyMayBeLarge() {
    executor.declare(true);
    executor.inboundMessageRead(0, 10, -1);
    executor.execute(() -> executed.add("compressed"));
    assertEquals(List.of(), executed);
    runPool();
    assertEquals(List.of("compressed"), executed);
  }

  @Test
  void whatMayTakeLongGoesToThePoolInOrder() {
    executor.declare(true);
    executor.inboundMessageRead(0, 10, 10);
    executor.execute(
        () -> {
          executor.executeLong(() -> executed.add("first"));
          executor.executeLong(() -> executed.add("second"));
          executed.add("the event itself");
        });
    assertEquals(List.of("the event itself"), executed);
    runPool();
    assertEquals(List.of("the event itself", "first", "second"), executed);
  }

  @Test
  void failedTaskLeavesLaterOnesTheirWay() {
    executor.declare(true);
    executor.executeLong(
        () -> {
          throw new IllegalStateException("a bug");
        });
    executor.executeLong(() -> executed.add("later"));
    runPool();
    assertEquals(List.of("later"), executed);
  }

  @Test
  void whatMayTakeLongStaysOnThePool() {
    executor.execute(() -> executor.executeLong(() -> executed.add("long")));
    pool.remove().run();
    assertEquals(List.of("long"), executed);
  }
}
