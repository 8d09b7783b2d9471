package io.papilio.artifacts.minari;

import io.papilio.core.validation.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;

/** How the episodes of a data set are stored: Papilio reads both and writes Arrow. */
enum MinariFormat {
  /** One Arrow IPC file per episode. */
  ARROW,
  /** One HDF5 file for all episodes. */
  HDF5;

  /** Minari's name, for example {@code arrow}. */
  String minariName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MinariFormat ofName(String file, String name) {
    return Arrays.stream(values())
        .filter(format -> format.minariName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValueException(
                    file,
                    "data_format " + name,
                    "arrow or hdf5; clients/python/examples/convert_dataset.py makes one of it"));
  }
}
