package io.papilio.core.provenance;

import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The state of the sources that the running program was built from.
 *
 * @param version the project's version
 * @param commit the full commit id, or {@link #UNKNOWN}
 * @param dirty whether the tree differed from the commit at build time, untracked files included;
 *     true when the commit is unknown, since nothing vouches for the tree
 */
public record SourceVersion(String version, String commit, boolean dirty) {
  /** Stands for what the build could not find out, for example outside a Git checkout. */
  public static final String UNKNOWN = "unknown";

  /** Written by the build: core/src/build/source-version.sh. */
  private static final String RESOURCE = "source-version.properties";

  public SourceVersion {
    Require.that(!version.isBlank(), "version", "'" + version + "'", "a version");
    Require.that(
        commit.equals(UNKNOWN) || commit.matches("[0-9a-f]{40,64}"),
        "commit",
        "'" + commit + "'",
        "a full commit id or " + UNKNOWN);
  }

  /** The state that was baked into this build. */
  public static SourceVersion ofThisBuild() {
    Properties properties = new Properties();
    try (InputStream in = SourceVersion.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + ": " + e.getMessage(), e);
    }
    return new SourceVersion(
        properties.getProperty("version", UNKNOWN),
        properties.getProperty("commit", UNKNOWN),
        Boolean.parseBoolean(properties.getProperty("dirty", "true")));
  }

  /** For people: {@code 0.1.0 (1a2b3c4d5e6f, dirty)}. */
  public String describe() {
    String shortCommit = commit.equals(UNKNOWN) ? "commit unknown" : commit.substring(0, 12);
    boolean mentionDirt = dirty && !commit.equals(UNKNOWN);
    return version + " (" + shortCommit + (mentionDirt ? ", dirty" : "") + ")";
  }
}
