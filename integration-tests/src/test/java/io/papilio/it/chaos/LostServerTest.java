package io.papilio.it.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.cli.Papilio;
import io.papilio.it.process.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server that is killed with {@code kill -9} and started again, or stands still for a while,
 * changes no byte of what a client with {@code --reconnect} writes.
 */
@Timeout(600)
class LostServerTest {
  private static final int NIGHTLY_KILLS = 10;

  /** What uses a server in different ways, and a file that appears in the middle of it. */
  enum Use {
    /** Rollouts of sent policies. */
    CLONE(
        "expert.json",
        "clone --env=LqrCliff-v0 --steps=400 --trajectories=4"
            + " --evaluation-interval=10 --evaluation-episodes=2 --directory="),
    /** A session that must not lose a step, and rollouts. */
    TRAIN_EXPERT(
        "checkpoint.safetensors",
        "train-expert --env=Hopper-v5 --total-steps=900 --num-envs=2 --learning-starts=100"
            + " --batch-size=16 --hidden-units=16 --evaluation-interval=300"
            + " --evaluation-episodes=2 --checkpoint-interval=300 --directory="),
    /** Trajectories. */
    DEMONSTRATE(
        "data/0", "demonstrate --env=Hopper-v5 --policy=random --episodes=300 --num-envs=2 --out="),
    /** Trajectories in lockstep: the policy with noise is known to the client alone. */
    LOCKSTEP("data/0", "demonstrate --env=Hopper-v5 --noise=0.3 --episodes=4 --num-envs=2 --out=");

    private final String sign;
    private final String words;

    Use(String sign, String words) {
      this.sign = sign;
      this.words = words;
    }
  }

  @TempDir private Path scratch;

  @ParameterizedTest
  @EnumSource(names = {"CLONE", "TRAIN_EXPERT"})
  void killedServerChangesNothing(Use use) throws Exception {
    OutputFiles expected = embedded(use);
    Path run = scratch.resolve("run/data/set-v0");
    try (ServerProcess server = ServerProcess.start(scratch, List.of())) {
      CompletableFuture<String> command = remote(use, run, server, "--reconnect=60");
      await(run.resolve(use.sign), command);
      server.kill();
      server.restart();
      String said = command.get(60, TimeUnit.SECONDS);
      assertTrue(said.contains("continues on "), said);
      expected.assertSame(OutputFiles.in(run), use.name());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "TRAIN_EXPERT")
  void stoppedServerLosesNothing(Use use) throws Exception {
    OutputFiles expected = embedded(use);
    Path run = scratch.resolve("run/data/set-v0");
    try (ServerProcess server = ServerProcess.start(scratch, List.of())) {
      CompletableFuture<String> command = remote(use, run, server);
      await(run.resolve(use.sign), command);
      server.signal("STOP");
      TimeUnit.SECONDS.sleep(1);
      assertTrue(!command.isDone());
      server.signal("CONT");
      command.get(60, TimeUnit.SECONDS);
      expected.assertSame(OutputFiles.in(run), use.name());
    }
  }

  /** Beyond the 40 seconds after which a client gives up a silent server. */
  @Tag("nightly")
  @ParameterizedTest
  @EnumSource
  void serverThatStandsStillForAMinuteChangesNothing(Use use) throws Exception {
    OutputFiles expected = embedded(use);
    Path run = scratch.resolve("run/data/set-v0");
    try (ServerProcess server = ServerProcess.start(scratch, List.of())) {
      CompletableFuture<String> command = remote(use, run, server, "--reconnect=120");
      await(run.resolve(use.sign), command);
      server.signal("STOP");
      TimeUnit.SECONDS.sleep(60);
      server.signal("CONT");
      String said = command.get(120, TimeUnit.SECONDS);
      assertTrue(said.contains("continues on "), said);
      expected.assertSame(OutputFiles.in(run), use.name());
    }
  }

  @Tag("nightly")
  @ParameterizedTest
  @EnumSource
  void serverKilledAtRandomMomentsChangesNothing(Use use) throws Exception {
    long seed = Long.getLong("papilio.chaos.seed", System.nanoTime());
    System.out.printf("%s: seed %d%n", use, seed);
    Random random = new Random(seed);
    OutputFiles expected = embedded(use);
    Path run = scratch.resolve("run/data/set-v0");
    try (ServerProcess server = ServerProcess.start(scratch, List.of())) {
      long start = System.nanoTime();
      remote(use, run, server).get();
      int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      OutputFiles.delete(run);
      for (int kills = 0; kills < NIGHTLY_KILLS; ) {
        CompletableFuture<String> command = remote(use, run, server, "--reconnect=60");
        boolean ended = false;
        while (!ended && kills < NIGHTLY_KILLS) {
          ended = ends(command, random.nextInt(millis));
          if (!ended) {
            server.kill();
            kills++;
            server.restart();
          }
        }
        command.get();
        expected.assertSame(OutputFiles.in(run), use + ", seed " + seed);
        OutputFiles.delete(run);
      }
    }
  }

  private static boolean ends(CompletableFuture<String> command, long millis) throws Exception {
    try {
      command.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException running) {
      return false;
    }
  }

  /** In directories of the same name, which is that of a data set. */
  private OutputFiles embedded(Use use) throws IOException {
    Path whole = scratch.resolve("whole/data/set-v0");
    run(Stream.of((use.words + whole).split(" ")));
    return OutputFiles.in(whole);
  }

  /**
   * @return what it says on standard error
   */
  private static CompletableFuture<String> remote(
      Use use, Path run, ServerProcess server, String... options) {
    List<String> words = new ArrayList<>(List.of((use.words + run).split(" ")));
    words.add("--server=" + server.target());
    words.addAll(List.of(options));
    return CompletableFuture.supplyAsync(() -> run(words.stream()));
  }

  private static String run(Stream<String> words) {
    StringWriter err = new StringWriter();
    int code =
        Papilio.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Map.of(),
            words.toArray(String[]::new));
    assertEquals(0, code, err.toString());
    return err.toString();
  }

  private static void await(Path file, CompletableFuture<String> command) throws Exception {
    while (Files.notExists(file)) {
      assertTrue(!command.isDone(), file + " does not appear");
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
