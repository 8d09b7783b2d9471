package io.papilio.cli.terminal;

import io.papilio.core.space.Box;
import io.papilio.core.space.Dict;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.MultiBinary;
import io.papilio.core.space.MultiDiscrete;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.Tuple;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Spaces in the terminal. */
public final class SpaceText {
  /** Bounds that differ are listed up to this many elements. */
  private static final int MOST_BOUNDS = 8;

  private SpaceText() {}

  /** Kind and size, for example {@code Box[17]}. */
  public static String brief(Space space) {
    if (space instanceof Box box) {
      return "Box" + box.shape();
    } else if (space instanceof Discrete discrete) {
      return "Discrete(" + discrete.n() + ")";
    } else if (space instanceof MultiBinary binary) {
      return "MultiBinary" + binary.shape();
    } else if (space instanceof MultiDiscrete discrete) {
      return "MultiDiscrete" + discrete.nvec().shape();
    }
    return space.getClass().getSimpleName();
  }

  /** With the type of a box, for example {@code Box[17] float64}. */
  public static String of(Space space) {
    return space instanceof Box box ? brief(box) + " " + box.dtype().numpyName() : brief(space);
  }

  /** With bounds and subspaces, for example {@code Box[6] float32, -1 to 1}. */
  public static String full(Space space) {
    if (space instanceof Box box) {
      return of(box) + ", " + bounds(box);
    } else if (space instanceof Discrete discrete) {
      long start = discrete.start();
      return of(discrete) + ", " + start + " to " + (start + discrete.n() - 1);
    } else if (space instanceof Dict dict) {
      return dict.spaces().entrySet().stream()
          .map(entry -> entry.getKey() + ": " + full(entry.getValue()))
          .collect(Collectors.joining("; ", "Dict(", ")"));
    } else if (space instanceof Tuple tuple) {
      return tuple.spaces().stream()
          .map(SpaceText::full)
          .collect(Collectors.joining("; ", "Tuple(", ")"));
    }
    return of(space);
  }

  private static String bounds(Box box) {
    List<String> low = numbers(box.low());
    List<String> high = numbers(box.high());
    boolean uniform = low.stream().distinct().count() <= 1 && high.stream().distinct().count() <= 1;
    if (low.isEmpty()) {
      return "empty";
    } else if (uniform) {
      boolean unbounded = low.get(0).equals("-inf") && high.get(0).equals("inf");
      return unbounded ? "unbounded" : low.get(0) + " to " + high.get(0);
    }
    return low.size() <= MOST_BOUNDS ? low + " to " + high : "bounds differ by element";
  }

  private static List<String> numbers(Tensor bounds) {
    return IntStream.range(0, bounds.size()).mapToObj(i -> number(bounds, i)).toList();
  }

  private static String number(Tensor bounds, int index) {
    return switch (bounds.dtype()) {
      case FLOAT64 -> NumberText.of(bounds.getDouble(index));
      case FLOAT32 -> NumberText.of((float) bounds.getDouble(index));
      default -> Long.toString(bounds.getLong(index));
    };
  }
}
