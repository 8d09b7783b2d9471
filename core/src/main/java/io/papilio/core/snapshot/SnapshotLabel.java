package io.papilio.core.snapshot;

import io.papilio.core.provenance.Digest;
import io.papilio.core.provenance.SourceVersion;
import io.papilio.core.validation.Require;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a snapshot is of: it can be restored only where all of this is the same.
 *
 * @param environmentId for example {@code Hopper-v5}
 * @param configuration keywords and wrappers, in one canonical text, or the digest of a long one
 * @param versions of what decides the numbers, for example {@code mujoco} to {@code 3.14.0}
 */
public record SnapshotLabel(
    String environmentId, String configuration, SortedMap<String, String> versions) {
  private static final String FORMAT = "snapshot format";

  /** Of what environments write; another number for every change of it. */
  private static final String FORMAT_VERSION = "2";

  private static final int LONGEST_CONFIGURATION = 2000;
  private static final int LONGEST_IN_MESSAGE = 300;

  public SnapshotLabel {
    Require.that(!environmentId.isBlank(), "environment_id", "'" + environmentId + "'", "an id");
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }

  /** A label of this build of Papilio and of the libraries that an environment computes with. */
  public static SnapshotLabel of(
      String environmentId, String configuration, Map<String, String> libraries) {
    SortedMap<String, String> versions = new TreeMap<>(libraries);
    versions.put("papilio", SourceVersion.ofThisBuild().version());
    versions.put(FORMAT, FORMAT_VERSION);
    return new SnapshotLabel(environmentId, condense(configuration), versions);
  }

  /** Why a snapshot with another label cannot be restored here; empty if it can. */
  public Optional<String> mismatch(SnapshotLabel other) {
    if (!environmentId.equals(other.environmentId)) {
      return Optional.of(mismatch("environment", other.environmentId, environmentId));
    }
    if (!versions.equals(other.versions)) {
      return Optional.of(mismatch("of", other.versions, versions));
    }
    return configuration.equals(other.configuration)
        ? Optional.empty()
        : Optional.of(mismatch("keywords", other.configuration, configuration));
  }

  void write(SnapshotWriter out) {
    out.text(environmentId).text(configuration).integer(versions.size());
    versions.forEach((name, version) -> out.text(name).text(version));
  }

  static SnapshotLabel read(SnapshotReader in) {
    String environmentId = in.text();
    String configuration = in.text();
    SortedMap<String, String> versions = new TreeMap<>();
    for (int left = in.count(2 * Integer.BYTES); left > 0; left--) {
      versions.put(in.text(), in.text());
    }
    return new SnapshotLabel(environmentId, configuration, versions);
  }

  private static String mismatch(String name, Object actual, Object expected) {
    return "snapshot: " + name + " " + shorten(actual) + " (expected: " + shorten(expected) + ")";
  }

  /** A model may be among the keywords; its digest is as good, and shorter. */
  private static String condense(String configuration) {
    return configuration.length() <= LONGEST_CONFIGURATION
        ? configuration
        : "sha256 " + Digest.of(configuration.getBytes(StandardCharsets.UTF_8));
  }

  private static String shorten(Object value) {
    String text = value.toString();
    return text.length() <= LONGEST_IN_MESSAGE
        ? text
        : text.substring(0, LONGEST_IN_MESSAGE) + "...";
  }
}
