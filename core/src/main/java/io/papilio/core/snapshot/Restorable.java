package io.papilio.core.snapshot;

/** Something whose whole state can be written down and put back, in another process too. */
public interface Restorable {
  /** Writes everything that decides what comes next. Changes nothing. */
  void save(SnapshotWriter out);

  /**
   * Takes over what {@link #save} wrote, whatever happened here before.
   *
   * @throws io.papilio.core.validation.InvalidValueException when it cannot be; the state is then
   *     lost
   */
  void load(SnapshotReader in);
}
