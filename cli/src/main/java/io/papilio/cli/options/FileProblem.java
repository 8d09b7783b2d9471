package io.papilio.cli.options;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Describes failures of the file system. */
final class FileProblem {
  private FileProblem() {}

  static String describe(FileSystemException failure) {
    String file = failure.getFile();
    if (failure instanceof AccessDeniedException) {
      return file + ": not permitted (expected: a path that you may write)";
    } else if (failure instanceof NoSuchFileException) {
      return file + ": missing (expected: an existing path)";
    } else if (failure instanceof FileAlreadyExistsException
        || failure instanceof NotDirectoryException) {
      return file + ": a file (expected: a directory)";
    }
    return file + ": " + failure.getReason() + " (expected: a path that can be written)";
  }
}
