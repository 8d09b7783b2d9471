package io.papilio.protocol.client;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.rollout.EpisodeChunk;
import io.papilio.core.rollout.EpisodeSequence;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.validation.Require;
import io.papilio.protocol.codec.RolloutCodec;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/**
 * Shares the seeds of one rollout out among servers, each of which takes the next part when it has
 * finished one. What a lost server has not finished, the others take.
 */
final class RolloutShares {
  private final List<EnvironmentChannel> servers;
  private final RolloutRequest request;
  private final int numEnvs;
  private final List<BigInteger> seeds;
  private final RolloutListener listener;
  private final EpisodeSequence sequence;
  private final TreeSet<Integer> pending = new TreeSet<>();
  private final Context.CancellableContext context = Context.current().withCancellation();

  /** Episodes that some server is running. */
  private int underWay;

  private RuntimeException failure;
  private EnvironmentException.Unavailable lost;

  /**
   * @param request without seeds
   * @param numEnvs on all servers together
   */
  RolloutShares(
      List<EnvironmentChannel> servers,
      RolloutRequest request,
      int numEnvs,
      List<BigInteger> seeds,
      RolloutListener listener,
      EpisodeSequence sequence) {
    this.servers = servers;
    this.request = request;
    this.numEnvs = numEnvs;
    this.seeds = seeds;
    this.listener = listener;
    this.sequence = sequence;
    for (int i = 0; i < seeds.size(); i++) {
      pending.add(i);
    }
  }

  /** Runs all episodes. */
  void run() {
    if (listener.stopRequested()) {
      throw stopped();
    }
    List<EnvironmentChannel> workers =
        servers.stream()
            .flatMap(server -> Collections.nCopies(server.addresses(), server).stream())
            .toList();
    List<Thread> threads = new ArrayList<>();
    // The caller's thread is one of them, so that one server needs no other.
    for (EnvironmentChannel server : workers.subList(1, workers.size())) {
      Thread thread = new Thread(() -> work(server, workers.size()), "papilio-rollout-client");
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    work(workers.get(0), workers.size());
    for (Thread thread : threads) {
      join(thread);
    }
    context.cancel(null);
    synchronized (this) {
      if (failure != null) {
        throw failure;
      } else if (!pending.isEmpty()) {
        throw lost;
      }
    }
  }

  private void work(EnvironmentChannel server, int workers) {
    int attempts = server.addresses() > 1 ? 3 : 1;
    for (List<Integer> share = take(workers); !share.isEmpty(); share = take(workers)) {
      try {
        play(server, share, workers);
      } catch (EnvironmentException.Unavailable e) {
        synchronized (this) {
          lost = e;
        }
        // Behind a name there may be other servers.
        if (--attempts == 0) {
          return;
        }
      } catch (RuntimeException e) {
        fail(e);
        return;
      } finally {
        giveBack(share);
      }
    }
  }

  /**
   * The next part, or nothing when all is done. The parts become smaller towards the end, so that
   * all servers end at about the same time. Waits while other servers might still give parts back.
   */
  private synchronized List<Integer> take(int workers) {
    while (pending.isEmpty() && underWay > 0 && failure == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      }
    }
    if (failure != null) {
      return List.of();
    }
    int each = Math.max(1, numEnvs / workers);
    int count = workers == 1 ? pending.size() : Math.max(each, pending.size() / (2 * workers));
    List<Integer> share = pending.stream().limit(count).toList();
    share.forEach(pending::remove);
    underWay += share.size();
    return new ArrayList<>(share);
  }

  /** What is left of a part. */
  private synchronized void giveBack(List<Integer> share) {
    pending.addAll(share);
    underWay -= share.size();
    notifyAll();
  }

  private void play(EnvironmentChannel server, List<Integer> share, int workers) {
    List<Integer> indices = List.copyOf(share);
    RolloutRequest part =
        request.toBuilder()
            .addAllSeeds(indices.stream().map(i -> seeds.get(i).toString()).toList())
            .setNumEnvs(Math.min(Math.max(1, numEnvs / workers), indices.size()))
            .build();
    EpisodeAssembly assembly = new EpisodeAssembly();
    Context before = context.attach();
    try {
      Iterator<RolloutResponse> responses = server.rollout(part);
      while (responses.hasNext()) {
        RolloutResponse response = responses.next();
        if (response.hasChunk()) {
          EpisodeChunk chunk = RolloutCodec.fromProto(response.getChunk());
          int episode = chunk.episode().index();
          Require.within(episode, 0, indices.size() - 1L, "episode of a chunk");
          int index = indices.get(episode);
          assembly.add(chunk, (end, trajectory) -> ended(share, index, end, trajectory));
        }
      }
      if (!share.isEmpty()) {
        throw server.exception(
            Status.INTERNAL
                .withDescription("the rollout ended without " + share.size() + " episodes")
                .asRuntimeException());
      }
    } catch (StatusRuntimeException e) {
      synchronized (this) {
        if (failure == null) {
          throw server.exception(e);
        }
      }
    } finally {
      context.detach(before);
    }
  }

  private synchronized void ended(
      List<Integer> share,
      int index,
      EpisodeChunk.End end,
      Optional<io.papilio.core.trajectory.Trajectory> trajectory) {
    if (failure != null) {
      throw new CancellationException("the rollout has failed");
    }
    share.remove((Integer) index);
    underWay--;
    sequence.add(index, end.statistics(), end.diverged(), trajectory);
    if (listener.stopRequested() && sequence.delivered().size() < seeds.size()) {
      throw stopped();
    }
  }

  private RunInterruptedException stopped() {
    return new RunInterruptedException(
        "stopped after " + sequence.delivered().size() + " of " + seeds.size() + " episodes");
  }

  private void fail(RuntimeException reason) {
    synchronized (this) {
      failure = failure == null ? reason : failure;
      notifyAll();
    }
    context.cancel(reason);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
