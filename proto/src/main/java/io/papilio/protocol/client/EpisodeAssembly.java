package io.papilio.protocol.client;

import io.papilio.core.rollout.EpisodeChunk;
import io.papilio.core.rollout.EpisodeChunk.Content;
import io.papilio.core.rollout.EpisodeChunk.End;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Joins the chunks of episodes that come in turns. */
final class EpisodeAssembly {
  private final Map<Integer, List<Content>> open = new HashMap<>();

  /**
   * Takes a chunk.
   *
   * @param ended takes an episode whose last chunk it is, and its trajectory if it has steps
   */
  void add(EpisodeChunk chunk, BiConsumer<End, Optional<Trajectory>> ended) {
    int index = chunk.episode().index();
    chunk
        .content()
        .ifPresent(part -> open.computeIfAbsent(index, i -> new ArrayList<>()).add(part));
    if (chunk.end().isPresent()) {
      End end = chunk.end().get();
      List<Content> parts = open.remove(index);
      ended.accept(end, parts == null ? Optional.empty() : Optional.of(trajectory(parts, end)));
    }
  }

  private static Trajectory trajectory(List<Content> parts, End end) {
    List<Tensor> observations = new ArrayList<>(parts.stream().map(Content::observations).toList());
    Tensor last =
        end.finalObservation()
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        "final_observation", "none", "one after recorded steps"));
    observations.add(Tensor.stack(List.of(last)));
    return new Trajectory(
        end.statistics().seed(),
        joined(observations, tensor -> tensor),
        joined(parts, Content::actions),
        joined(parts, Content::rewards),
        end.statistics().terminated(),
        end.statistics().truncated());
  }

  /** Along the first axis. */
  private static <P> Tensor joined(List<P> parts, Function<P, Tensor> tensorOf) {
    List<Tensor> tensors = parts.stream().map(tensorOf).toList();
    if (tensors.size() == 1) {
      return tensors.get(0);
    }
    int rows = tensors.stream().mapToInt(tensor -> tensor.shape().get(0)).sum();
    int bytes = tensors.stream().mapToInt(tensor -> tensor.bytes().remaining()).sum();
    ByteBuffer all = ByteBuffer.allocate(bytes);
    tensors.forEach(tensor -> all.put(tensor.bytes()));
    DType dtype = tensors.get(0).dtype();
    List<Integer> shape = new ArrayList<>(tensors.get(0).shape());
    shape.set(0, rows);
    return Tensor.wrap(dtype, shape, all.flip());
  }
}
