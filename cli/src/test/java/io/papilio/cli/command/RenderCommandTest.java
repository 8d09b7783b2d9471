package io.papilio.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.papilio.artifacts.run.RunManifest;
import io.papilio.cli.Papilio;
import io.papilio.core.provenance.Digest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
  @TempDir private Path directory;

  private Path render(String out, String... more) {
    List<String> words =
        new java.util.ArrayList<>(
            List.of("render", "--env", "InvertedPendulum-v5", "--width", "48", "--height", "32"));
    words.addAll(List.of("--out", directory.resolve(out).toString()));
    if (!List.of(more).contains("--policy")) {
      words.addAll(List.of("--policy", "random"));
    }
    words.addAll(List.of(more));
    StringWriter err = new StringWriter();
    int code =
        Papilio.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Map.of(),
            words.toArray(String[]::new));
    Assumptions.assumeFalse(err.toString().contains("cannot render"), err.toString());
    assertEquals(0, code, err.toString());
    return directory.resolve(out);
  }

  @Test
  void animationHasAFrameForEveryFewStepsAndAManifest() throws IOException {
    // 25 steps in a second of simulated time, so 10 frames a second are every third step, nearly.
    Path gif = render("pole.gif", "--steps", "9", "--fps", "10");
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (var stream = ImageIO.createImageInputStream(gif.toFile())) {
      reader.setInput(stream);
      assertEquals(3, reader.getNumImages(true));
      assertEquals(48, reader.getWidth(0));
      assertEquals(32, reader.getHeight(0));
    }
    RunManifest manifest = RunManifest.read(directory.resolve("pole.manifest.json"));
    manifest
        .outputs()
        .forEach((name, digest) -> assertEquals(digest, Digest.ofFile(directory.resolve(name))));
  }

  @Test
  void sameSeedGivesTheSamePicturesAndAnotherSeedOthers() throws IOException {
    render("a.png", "--steps", "2", "--fps", "25", "--seed", "3");
    render("b.png", "--steps", "2", "--fps", "25", "--seed", "3");
    render("c.png", "--steps", "2", "--fps", "25", "--seed", "4");
    for (String number : List.of("-0000.png", "-0001.png")) {
      assertEquals(-1, Files.mismatch(at("a" + number), at("b" + number)));
    }
    assertNotEquals(-1, Files.mismatch(at("a-0001.png"), at("c-0001.png")));
  }

  /** Every policy that evaluate takes: actors, imitators, ONNX models, and those without a file. */
  @Test
  void policyWithoutAFileIsShown() throws IOException {
    Path still = render("still.gif", "--steps", "1", "--policy", "zero");
    assertEquals("GIF89a", new String(Files.readAllBytes(still), 0, 6, ISO_8859_1));
  }

  private Path at(String name) {
    return directory.resolve(name);
  }
}
