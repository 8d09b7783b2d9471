package io.papilio.envserver.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
  @TempDir private Path folder;

  private static String refusal(Path... paths) {
    return assertThrows(InvalidValueException.class, () -> Plugins.load(List.of(paths)))
        .getMessage();
  }

  @Test
  void emptyFolderIsRefused() {
    assertEquals(
        "plugin: " + folder + " without classes (expected: a jar or a folder of classes)",
        refusal(folder));
  }

  @Test
  void fileThatIsNoJarIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no jar");
    assertEquals(
        "plugin: " + text + " without classes (expected: a jar or a folder of classes)",
        refusal(text));
  }

  @Test
  void pluginWithoutAnEnvironmentIsRefused() throws IOException {
    String own = Plugins.class.getName().replace('.', '/') + ".class";
    try (var stream = Plugins.class.getClassLoader().getResourceAsStream(own)) {
      Files.copy(stream, folder.resolve("Plugins.class"));
    }
    assertEquals(
        "plugin: "
            + List.of(folder)
            + " without an environment (expected: one that is listed in"
            + " META-INF/services/io.papilio.core.env.EnvironmentFactory)",
        refusal(folder));
  }
}
