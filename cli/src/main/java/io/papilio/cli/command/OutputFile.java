package io.papilio.cli.command;

import io.papilio.core.validation.Require;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command writes after its work. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Rejects, before the work, a path that cannot be written.
   *
   * @param setting that names the file
   */
  static void require(String setting, Path file) {
    Require.that(!Files.isDirectory(file), setting, file + ", a directory", "a file to write");
    Path parent = file.toAbsolutePath().getParent();
    while (Files.notExists(parent)) {
      parent = parent.getParent();
    }
    Require.that(
        Files.isDirectory(parent) && Files.isWritable(parent),
        setting,
        file + ", in " + parent,
        "a file in a directory that you may write to");
  }
}
