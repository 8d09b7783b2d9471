package io.papilio.cli.bench.server;

import io.papilio.cli.bench.peer.Ratio;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.client.EnvironmentChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What sessions get from a fresh server, all at work at once, each with a thread of this process.
 *
 * @param perSecond environment steps per second of all sessions together, median of the rounds
 * @param megabytes memory of the server's process afterwards
 */
record ServerLoad(double perSecond, double megabytes) {
  private static final double SECONDS = 0.5;
  private static final double WARM_UP_SECONDS = 6;

  /**
   * Measures a server.
   *
   * @param cores of the server
   * @param size environments in a session
   */
  static ServerLoad measure(String id, int cores, int sessions, int size, int rounds) {
    List<VectorEnvironment> vectors = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(cores);
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target())) {
      for (int i = 0; i < sessions; i++) {
        vectors.add(channel.vector(id, size));
      }
      List<RandomSteps> steps = vectors.stream().map(RandomSteps::new).toList();
      double unused = perSecond(steps, WARM_UP_SECONDS);
      double[] rates = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        rates[round] = perSecond(steps, SECONDS);
      }
      double megabytes = server.residentBytes() / 1e6;
      vectors.forEach(VectorEnvironment::close);
      return new ServerLoad(Ratio.median(rates), megabytes);
    }
  }

  /** Megabytes of a fresh server after some steps of one session. */
  static double megabytes(String id, int cores, int size, int steps) {
    try (ServerProcess server = ServerProcess.start(cores);
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target());
        VectorEnvironment environments = channel.vector(id, size)) {
      RandomSteps random = new RandomSteps(environments);
      for (int i = 0; i < steps; i++) {
        random.step();
      }
      return server.residentBytes() / 1e6;
    }
  }

  private static double perSecond(List<RandomSteps> sessions, double seconds) {
    List<CompletableFuture<Double>> running =
        sessions.stream()
            .map(
                session ->
                    CompletableFuture.supplyAsync(
                        () -> session.perSecond(seconds),
                        task -> new Thread(task, "session").start()))
            .toList();
    return running.stream().mapToDouble(CompletableFuture::join).sum();
  }
}
