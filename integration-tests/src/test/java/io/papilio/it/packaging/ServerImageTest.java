package io.papilio.it.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.space.Tensor;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The container image of the server, unpacked into an empty folder and run from there: it needs no
 * file of the machine. The tests of the clients install the wheel and the tarball.
 */
@Tag("nightly")
class ServerImageTest {
  @TempDir Path directory;

  @Test
  void serverStartsFromItsImageAlone() throws Exception {
    Path checkout = checkout();
    run(checkout, checkout.resolve("papilio").toString(), "package");
    Path image = checkout.resolve("target/packages/papilio-server-image.tar");
    ObjectMapper json = new ObjectMapper();
    Path packages = image.getParent();
    JsonNode sbom = json.readTree(packages.resolve("papilio-sbom.json").toFile());
    assertEquals("CycloneDX", sbom.get("bomFormat").asText());
    assertTrue(sbom.get("components").findValuesAsText("name").contains("logback-classic"));
    Path unpacked = Files.createDirectory(directory.resolve("image"));
    run(unpacked, "tar", "xf", image.toString());
    Path root = Files.createDirectory(directory.resolve("root"));
    JsonNode manifest = json.readTree(unpacked.resolve("manifest.json").toFile()).get(0);
    for (JsonNode layer : manifest.get("Layers")) {
      run(root, "tar", "xzf", unpacked.resolve(layer.asText()).toString());
    }
    JsonNode config = json.readTree(unpacked.resolve("config.json").toFile()).get("config");
    Process server = start(root, config);
    try (BufferedReader out = server.inputReader()) {
      String target =
          out.lines()
              .filter(line -> line.startsWith("serving "))
              .map(line -> line.replaceAll(".* at ", ""))
              .findFirst()
              .orElseThrow();
      try (EnvironmentChannel channel =
              EnvironmentChannel.connect(
                  ChannelConfig.of("localhost:" + target.replaceAll(".*:", "")));
          RemoteEnvironment walker =
              new RemoteEnvironment(channel, "Walker2d-v5", KeywordArguments.NONE)) {
        walker.reset(ResetRequest.seeded(1));
        assertEquals(17, walker.step(Tensor.float32(new float[6])).observation().asTensor().size());
      }
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  /** Runs the image's entry point as its user, on a port that is free. */
  private static Process start(Path root, JsonNode config) throws Exception {
    List<String> command = new ArrayList<>(List.of("chroot"));
    if (System.getProperty("user.name").equals("root")) {
      command.add("--userspec=" + config.get("User").asText());
    } else {
      command.addAll(0, List.of("unshare", "--map-root-user"));
    }
    command.add(root.toString());
    config.get("Entrypoint").forEach(word -> command.add(word.asText()));
    command.addAll(List.of("serve", "--host", "0.0.0.0", "--port", "0", "--insecure"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    for (JsonNode variable : config.get("Env")) {
      String[] parts = variable.asText().split("=", 2);
      builder.environment().put(parts[0], parts[1]);
    }
    return builder.start();
  }

  private static void run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  private static Path checkout() {
    Path path = Path.of("").toAbsolutePath();
    while (Files.notExists(path.resolve("papilio"))) {
      path = path.getParent();
    }
    assertTrue(Files.isExecutable(path.resolve("papilio")));
    return path;
  }
}
