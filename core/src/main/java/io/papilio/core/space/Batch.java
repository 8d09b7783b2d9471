package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A batch: n elements of one space as a single element. Of tensors it is a tensor with one more
 * axis in front, of tuples a list of batches, of dictionaries a dictionary of batches, and of all
 * else a list.
 */
public final class Batch {
  private Batch() {}

  /** The elements as one. Tensors: shape [elements.size(), ...]. */
  public static Element of(Space space, List<? extends Element> elements) {
    if (space instanceof Tuple tuple) {
      List<Element> parts = new ArrayList<>();
      for (int i = 0; i < tuple.spaces().size(); i++) {
        int place = i;
        parts.add(
            of(
                tuple.spaces().get(i),
                elements.stream().map(e -> ((ListElement) e).elements().get(place)).toList()));
      }
      return new ListElement(parts);
    }
    if (space instanceof Dict dict) {
      Map<String, Element> parts = new LinkedHashMap<>();
      dict.spaces()
          .forEach(
              (key, part) ->
                  parts.put(
                      key,
                      of(
                          part,
                          elements.stream()
                              .map(e -> ((DictElement) e).elements().get(key))
                              .toList())));
      return new DictElement(parts);
    }
    return isTensor(space)
        ? Tensor.stack(elements.stream().map(Element::asTensor).toList())
        : new ListElement(List.copyOf(elements));
  }

  /**
   * An element as a batch of one, sharing its memory. The parts of a tuple or dictionary must be
   * there, and tensors be tensors; their types, shapes and values are not checked.
   *
   * @param name what the element is called in the message, for example {@code action}
   * @throws InvalidValueException {@code action: text 'a' (expected: a tensor)}
   */
  public static Element ofOne(Space space, String name, Element element) {
    if (space instanceof Tuple tuple
        && element instanceof ListElement list
        && list.elements().size() == tuple.spaces().size()) {
      return new ListElement(
          IntStream.range(0, tuple.spaces().size())
              .mapToObj(
                  i -> ofOne(tuple.spaces().get(i), name + "[" + i + "]", list.elements().get(i)))
              .toList());
    }
    if (space instanceof Dict dict
        && element instanceof DictElement parts
        && parts.elements().keySet().equals(dict.spaces().keySet())) {
      Map<String, Element> ones = new LinkedHashMap<>();
      dict.spaces()
          .forEach(
              (key, part) ->
                  ones.put(key, ofOne(part, name + "." + key, parts.elements().get(key))));
      return new DictElement(ones);
    }
    if (isTensor(space) && element instanceof Tensor tensor) {
      return tensor.withLeadingAxis();
    }
    if (isTensor(space) || space instanceof Tuple || space instanceof Dict) {
      space.check(name, element); // Reports what the element lacks.
    }
    return new ListElement(List.of(element));
  }

  /** Element {@code index} of a batch. */
  public static Element get(Space space, Element batch, int index) {
    return isTensor(space)
        ? batch.asTensor().row(index)
        : BatchSplitter.split(space, batch).orElseThrow().get(index);
  }

  /**
   * Takes a batch apart. Of the elements themselves only the shape is checked, and of a batch of
   * one not even that: {@link Space#check} of the element then names its shape alone.
   *
   * @param name what an element is called in the message, for example {@code action}
   * @throws InvalidValueException {@code action: shape [2, 4] (expected: [2, 3])}
   */
  public static List<Element> split(Space space, String name, Element batch, int size) {
    Optional<List<Integer>> rowShape =
        space instanceof Box box
            ? Optional.of(box.shape())
            : space instanceof Discrete ? Optional.of(List.of()) : Optional.empty();
    if (rowShape.isPresent() && batch instanceof Tensor tensor && !isBatchOfOne(tensor, size)) {
      List<Integer> expected = new ArrayList<>(List.of(size));
      expected.addAll(rowShape.get());
      tensor.requireShape(name, expected);
    }
    List<Element> elements = BatchSplitter.split(space, batch).orElse(List.of());
    if (elements.size() != size) {
      throw new InvalidValueException(name, batch.describe(), "a batch of " + size);
    }
    return elements;
  }

  private static boolean isBatchOfOne(Tensor tensor, int size) {
    return size == 1 && !tensor.shape().isEmpty() && tensor.shape().get(0) == 1;
  }

  /** An element of the same kind and form, all zero or empty. */
  public static Element zeroLike(Element element) {
    if (element instanceof Tensor tensor) {
      return zeroLike(tensor);
    } else if (element instanceof ListElement list) {
      return new ListElement(list.elements().stream().map(Batch::zeroLike).toList());
    } else if (element instanceof DictElement dict) {
      Map<String, Element> zeros = new LinkedHashMap<>();
      dict.elements().forEach((key, part) -> zeros.put(key, zeroLike(part)));
      return new DictElement(zeros);
    } else if (element instanceof OneOfElement chosen) {
      return new OneOfElement(chosen.index(), zeroLike(chosen.element()));
    } else if (element instanceof GraphElement graph) {
      return new GraphElement(
          zeroLike(graph.nodes()),
          graph.edges().map(Batch::zeroLike),
          graph.edgeLinks().map(Batch::zeroLike));
    }
    return new TextElement("");
  }

  public static Tensor zeroLike(Tensor tensor) {
    ByteBuffer zeros = ByteBuffer.allocate(tensor.size() * tensor.dtype().bytes());
    return Tensor.wrap(tensor.dtype(), tensor.shape(), zeros);
  }

  /** Whether the elements of a space are {@linkplain Tensor tensors}. */
  public static boolean isTensor(Space space) {
    return space instanceof Box
        || space instanceof Discrete
        || space instanceof MultiDiscrete
        || space instanceof MultiBinary;
  }
}
