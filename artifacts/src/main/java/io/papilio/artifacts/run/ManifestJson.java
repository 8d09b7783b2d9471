package io.papilio.artifacts.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papilio.core.provenance.Digest;
import io.papilio.core.provenance.SourceVersion;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON form of a manifest; keys in the order in which they are written here. */
final class ManifestJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter WRITER =
      MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(INDENTER)
              .withArrayIndenter(new DefaultPrettyPrinter.FixedSpaceIndenter()));

  private ManifestJson() {}

  static String write(RunManifest manifest) {
    ObjectNode root = MAPPER.createObjectNode();
    ObjectNode source = root.putObject("source");
    source.put("version", manifest.source().version());
    source.put("commit", manifest.source().commit());
    source.put("dirty", manifest.source().dirty());
    HostRuntime host = manifest.runtime();
    ObjectNode runtime = root.putObject("runtime");
    runtime.put("java", host.java()).put("os", host.os()).put("arch", host.arch());
    runtime.put("processor", host.processor().model());
    runtime.put("instructions", host.processor().instructions());
    runtime.put("processors", host.processors());
    runtime.set("libraries", MAPPER.valueToTree(host.libraries()));
    ObjectNode invocation = root.putObject("invocation");
    invocation.set("command_line", MAPPER.valueToTree(manifest.invocation().commandLine()));
    invocation.put("seed", manifest.invocation().seed());
    invocation.set("config", MAPPER.valueToTree(manifest.invocation().config()));
    putDigests(root.putObject("inputs"), manifest.inputs());
    putDigests(root.putObject("outputs"), manifest.outputs());
    root.put("created_at", manifest.timing().createdAt().toString());
    root.put("duration_seconds", PartJson.seconds(manifest.timing().duration()));
    if (!manifest.parts().isEmpty()) {
      ArrayNode parts = root.putArray("parts");
      manifest.parts().forEach(part -> PartJson.put(parts.addObject(), part));
    }
    try {
      return WRITER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }

  static RunManifest read(String path, String json) {
    JsonFields root = JsonFields.parse(MAPPER, path, json);
    JsonFields source = root.object("source");
    JsonFields runtime = root.object("runtime");
    JsonFields invocation = root.object("invocation");
    return root.whole(
        () ->
            new RunManifest(
                new SourceVersion(
                    source.text("version"), source.text("commit"), source.flag("dirty")),
                new HostRuntime(
                    runtime.text("java"),
                    runtime.text("os"),
                    runtime.text("arch"),
                    processor(runtime),
                    runtime.smallInteger("processors"),
                    runtime.object("libraries").texts()),
                Invocation.of(
                    invocation.texts("command_line"),
                    invocation.integer("seed"),
                    MAPPER.convertValue(invocation.object("config").node(), Map.class)),
                digests(root.object("inputs")),
                digests(root.object("outputs")),
                new Timing(
                    root.instant("created_at"), PartJson.duration(root.number("duration_seconds"))),
                // Older manifests have none.
                root.has("parts")
                    ? root.objects("parts").stream().map(PartJson::read).toList()
                    : List.of()));
  }

  /** Older manifests have none. */
  private static Processor processor(JsonFields runtime) {
    return runtime.has("processor")
        ? new Processor(runtime.text("processor"), runtime.text("instructions"))
        : Processor.NOT_RECORDED;
  }

  private static void putDigests(ObjectNode node, Map<String, Digest> digests) {
    digests.forEach((name, digest) -> node.put(name, digest.sha256()));
  }

  private static SortedMap<String, Digest> digests(JsonFields fields) {
    SortedMap<String, Digest> digests = new TreeMap<>();
    fields.texts().forEach((name, hex) -> digests.put(name, new Digest(hex)));
    return digests;
  }
}
