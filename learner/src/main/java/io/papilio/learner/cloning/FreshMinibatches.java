package io.papilio.learner.cloning;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.validation.Require;
import io.papilio.learner.data.DemonstrationTensors;
import io.papilio.learner.data.Minibatches;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Minibatches in which no pair comes twice. Every epoch has its own trajectories; those of the next
 * one are rolled out on another thread while this one trains, so that two epochs are on the disk.
 * The pairs of an epoch come in a random order; the last ones, if they fill no minibatch, not at
 * all.
 *
 * <p>The pairs of an epoch depend on its number alone. A checkpoint has the number and the
 * minibatches before it, which depend on the lengths of earlier trajectories.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figure 9, group 2.
 */
final class FreshMinibatches implements Minibatches, AutoCloseable {
  /** Makes the pairs of an epoch. */
  @FunctionalInterface
  interface Pairs {
    /**
     * Rolls the expert out.
     *
     * @param listener may stop it
     */
    DemonstrationTensors of(long epoch, RolloutListener listener);
  }

  private static final String EPOCH = "fresh_epoch";
  private static final String EARLIER = "fresh_earlier_minibatches";

  private static final long POLL_MILLIS = 200;

  private final CloningLoss training;
  private final Pairs pairs;
  private final RandomStreams streams;
  private final int batchSize;
  private final long minibatches;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread worker = new Thread(task, "fresh-trajectories");
            worker.setDaemon(true);
            return worker;
          });
  private volatile boolean closed;
  private Runnable whileWaiting = () -> {};
  // The epoch of the last minibatch, and the minibatches of those before.
  private long epoch;
  private long earlier;
  // The epoch whose pairs are in the training loss, and their order.
  private long loaded;
  private int[] order;
  private Optional<Future<DemonstrationTensors>> next = Optional.empty();

  /**
   * @param training has the pairs of epoch 0
   * @param minibatches of the whole training
   */
  FreshMinibatches(
      CloningLoss training, Pairs pairs, RandomStreams streams, int batchSize, long minibatches) {
    this.training = training;
    this.pairs = pairs;
    this.streams = streams;
    this.batchSize = batchSize;
    this.minibatches = minibatches;
    order = orderOf(0);
  }

  /**
   * Has the pairs of the epoch ready, and begins to roll out the next one.
   *
   * @param whileWaiting runs now and then while a minibatch waits for the expert
   */
  void begin(Runnable whileWaiting) {
    this.whileWaiting = whileWaiting;
    load(epoch);
    rollOutNext();
  }

  @Override
  public int[] minibatch(long index) {
    while (index - earlier >= perEpoch()) {
      long before = earlier + perEpoch();
      load(epoch + 1);
      epoch++;
      earlier = before;
      rollOutNext();
    }
    int from = (int) (index - earlier) * batchSize;
    return Arrays.copyOfRange(order, from, from + batchSize);
  }

  @Override
  public double epochs(long minibatches) {
    return epoch + (double) (minibatches - earlier) * batchSize / order.length;
  }

  /** Adds the epoch to a state. */
  void save(TrainingState.Builder builder) {
    builder.put(EPOCH, epoch).put(EARLIER, earlier);
  }

  /** Restores what {@link #save} added. */
  void restore(TrainingState saved) {
    epoch = saved.integer(EPOCH);
    earlier = saved.integer(EARLIER);
  }

  /** Stops the expert. */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
    try {
      // The environments, which are closed next, stop at their next time step.
      boolean unused = thread.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int perEpoch() {
    return order.length / batchSize;
  }

  private void load(long wanted) {
    if (wanted != loaded) {
      training.replaceData(await(next.orElseGet(() -> rollOut(wanted))));
      loaded = wanted;
      order = orderOf(wanted);
      next = Optional.empty();
    }
  }

  private void rollOutNext() {
    if (next.isEmpty() && earlier + perEpoch() < minibatches) {
      next = Optional.of(rollOut(epoch + 1));
    }
  }

  private Future<DemonstrationTensors> rollOut(long wanted) {
    RolloutListener listener =
        new RolloutListener() {
          @Override
          public boolean stopRequested() {
            return closed;
          }
        };
    return thread.submit(() -> pairs.of(wanted, listener));
  }

  private int[] orderOf(long wanted) {
    int rows = training.rows();
    String expected = "at most " + rows + ", the pairs of epoch " + wanted;
    Require.that(batchSize <= rows, "batchSize", batchSize, expected);
    return streams.stream("minibatch/" + wanted).permutation(rows);
  }

  private DemonstrationTensors await(Future<DemonstrationTensors> rolling) {
    while (true) {
      try {
        return rolling.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        whileWaiting.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RunInterruptedException("interrupted while the expert was rolled out");
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
