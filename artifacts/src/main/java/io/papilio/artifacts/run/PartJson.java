package io.papilio.artifacts.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papilio.core.provenance.SourceVersion;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The JSON form of a part of a run. */
final class PartJson {
  private PartJson() {}

  static void put(ObjectNode node, RunPart part) {
    node.put("version", part.source().version());
    node.put("commit", part.source().commit());
    node.put("dirty", part.source().dirty());
    ArrayNode words = node.putArray("command_line");
    part.commandLine().forEach(words::add);
    node.put("created_at", part.startedAt().toString());
    part.duration().ifPresent(time -> node.put("duration_seconds", seconds(time)));
    node.put("first_step", part.firstStep());
    node.put("last_step", part.lastStep());
  }

  static RunPart read(JsonFields fields) {
    return new RunPart(
        new SourceVersion(fields.text("version"), fields.text("commit"), fields.flag("dirty")),
        fields.texts("command_line"),
        fields.instant("created_at"),
        fields.has("duration_seconds")
            ? Optional.of(duration(fields.number("duration_seconds")))
            : Optional.empty(),
        fields.integer("first_step"),
        fields.integer("last_step"));
  }

  static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3);
  }

  static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
