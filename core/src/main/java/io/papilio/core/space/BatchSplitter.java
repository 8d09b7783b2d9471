package io.papilio.core.space;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes batches apart (Gymnasium's {@code iterate}). A batch of tensors is a tensor with one more
 * axis in front, of tuples a list of batches, of dictionaries a dictionary of batches, and of all
 * else a list.
 */
final class BatchSplitter {
  private BatchSplitter() {}

  /** The elements of a batch; absent when it is no batch of the space. */
  static Optional<List<Element>> split(Space space, Element batch) {
    if (space instanceof Tuple tuple) {
      return batch instanceof ListElement parts
          ? rows(tuple.spaces(), parts.elements()).map(BatchSplitter::lists)
          : Optional.empty();
    }
    if (space instanceof Dict dict) {
      return batch instanceof DictElement parts ? splitDict(dict, parts) : Optional.empty();
    }
    if (Batch.isTensor(space)) {
      return batch instanceof Tensor tensor && !tensor.shape().isEmpty()
          ? Optional.of(tensor.rows())
          : Optional.empty();
    }
    return batch instanceof ListElement list ? Optional.of(list.elements()) : Optional.empty();
  }

  private static Optional<List<Element>> splitDict(Dict dict, DictElement parts) {
    List<String> keys = List.copyOf(dict.spaces().keySet());
    if (!parts.elements().keySet().equals(dict.spaces().keySet())) {
      return Optional.empty();
    }
    List<Space> spaces = keys.stream().map(dict.spaces()::get).toList();
    List<Element> batches = keys.stream().map(parts.elements()::get).toList();
    return rows(spaces, batches).map(rows -> dicts(keys, rows));
  }

  /** Row i holds element i of every batch; absent when the batches are not equally long. */
  private static Optional<List<List<Element>>> rows(List<Space> spaces, List<Element> batches) {
    if (spaces.size() != batches.size()) {
      return Optional.empty();
    }
    List<List<Element>> rows = new ArrayList<>();
    for (int i = 0; i < spaces.size(); i++) {
      Optional<List<Element>> column = split(spaces.get(i), batches.get(i));
      if (column.isEmpty() || (i > 0 && column.get().size() != rows.size())) {
        return Optional.empty();
      }
      for (int row = 0; row < column.get().size(); row++) {
        if (i == 0) {
          rows.add(new ArrayList<>());
        }
        rows.get(row).add(column.get().get(row));
      }
    }
    return Optional.of(rows);
  }

  private static List<Element> lists(List<List<Element>> rows) {
    return rows.stream().<Element>map(ListElement::new).toList();
  }

  private static List<Element> dicts(List<String> keys, List<List<Element>> rows) {
    List<Element> dicts = new ArrayList<>();
    for (List<Element> row : rows) {
      Map<String, Element> elements = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        elements.put(keys.get(i), row.get(i));
      }
      dicts.add(new DictElement(elements));
    }
    return dicts;
  }
}
