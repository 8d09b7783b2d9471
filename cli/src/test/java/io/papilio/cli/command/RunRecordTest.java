package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.run.RunPart;
import io.papilio.cli.Papilio;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a run that is resumed {@code TrainExpertRepeatsTest} tells. */
class RunRecordTest {
  @TempDir Path directory;

  @Test
  void cloningInOneGoIsOnePartAndItsManifestStays() throws IOException {
    assertFalse(RunRecord.isEnded(directory));
    cloneCliff();
    assertTrue(RunRecord.isEnded(directory));
    Path file = directory.resolve(RunManifest.FILE_NAME);
    RunManifest manifest = RunManifest.read(file);
    assertEquals(List.of(), manifest.verifyOutputs(directory));
    assertEquals(1, manifest.parts().size());
    RunPart part = manifest.parts().get(0);
    assertEquals(0, part.firstStep());
    assertEquals(40, part.lastStep());
    assertEquals(manifest.timing().duration(), part.duration().orElseThrow());
    assertEquals(manifest.invocation().commandLine(), part.commandLine());
    byte[] before = Files.readAllBytes(file);
    cloneCliff();
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  private void cloneCliff() {
    StringWriter err = new StringWriter();
    int code =
        Papilio.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Map.of(),
            "clone",
            "--env=LqrCliff-v0",
            "--directory=" + directory,
            "--steps=40",
            "--evaluation-interval=20",
            "--evaluation-episodes=2",
            "--trajectories=4");
    assertEquals(0, code, err.toString());
  }
}
