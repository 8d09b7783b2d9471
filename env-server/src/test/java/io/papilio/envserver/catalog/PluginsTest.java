package io.papilio.envserver.catalog;

import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
  @TempDir private Path folder;

  private static void assertRejected(Path path, String actual) {
    InvalidValueException e = assertInvalid("plugin", () -> Plugins.load(List.of(path)));
    assertEquals(actual, e.actual());
  }

  @Test
  void emptyFolderIsRejected() {
    assertRejected(folder, folder + " without classes");
  }

  @Test
  void fileThatIsNoJarIsRejected() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no jar");
    assertRejected(text, text + " without classes");
  }

  @Test
  void pluginWithoutAnEnvironmentIsRejected() throws IOException {
    String own = Plugins.class.getName().replace('.', '/') + ".class";
    try (var stream = Plugins.class.getClassLoader().getResourceAsStream(own)) {
      Files.copy(stream, folder.resolve("Plugins.class"));
    }
    assertRejected(folder, List.of(folder) + " without an environment");
  }
}
