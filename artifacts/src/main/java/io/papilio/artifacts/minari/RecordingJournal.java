package io.papilio.artifacts.minari;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.artifacts.file.TextFile;
import io.papilio.core.provenance.Digest;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The digests that the files of a recording had when they were written, in a file that grows by the
 * lines of one episode at a time. An episode is recorded once its lines are there.
 */
final class RecordingJournal {
  static final String FILE_NAME = ".recorded";

  private final Path directory;
  private final SortedMap<String, Digest> digests = new TreeMap<>();

  private RecordingJournal(Path directory) {
    this.directory = directory;
  }

  /** The journal of a recording's directory; empty when there is none. */
  static RecordingJournal open(Path directory) {
    RecordingJournal journal = new RecordingJournal(directory);
    Path file = journal.file();
    if (Files.exists(file)) {
      String text = TextFile.read(file);
      // A line that was cut short is of an episode that is not there yet.
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      if (!whole.equals(text)) {
        AtomicFile.write(file, whole);
      }
      journal.digests.putAll(FileDigests.read(file).digests());
    }
    return journal;
  }

  /** Whether the file is recorded. */
  boolean contains(Path file) {
    return digests.containsKey(FileDigests.name(directory, file));
  }

  /**
   * Rejects a file that is no longer what was recorded.
   *
   * @param file one that is recorded
   * @throws io.papilio.core.validation.InvalidValueException naming it
   */
  void verify(Path file) {
    Digest recorded = digests.get(FileDigests.name(directory, file));
    String expected = "sha256 " + recorded + ", as it was recorded; or another directory";
    Require.that(Files.isRegularFile(file), "" + file, "no such file", expected);
    Digest found = Digest.ofFile(file);
    Require.that(found.equals(recorded), "" + file, "sha256 " + found, expected);
  }

  FileDigests digests() {
    return new FileDigests(digests);
  }

  /** Adds files as they are; when this returns, they are in the journal on the disk. */
  void add(FileDigests files) {
    try {
      if (Files.notExists(file())) {
        AtomicFile.write(file(), "");
      }
      try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
        ByteBuffer lines = ByteBuffer.wrap(files.text().getBytes(StandardCharsets.UTF_8));
        long at = channel.size();
        while (lines.hasRemaining()) {
          at += channel.write(lines, at);
        }
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file() + ": " + e.getMessage(), e);
    }
    digests.putAll(files.digests());
  }

  /** Deletes the journal of a recording's directory; when there is none, nothing happens. */
  static void delete(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private Path file() {
    return directory.resolve(FILE_NAME);
  }
}
