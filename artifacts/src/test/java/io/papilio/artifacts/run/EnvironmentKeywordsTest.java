package io.papilio.artifacts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.provenance.Digest;
import io.papilio.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentKeywordsTest {
  private static EnvironmentKeywords keywords(String text) {
    return EnvironmentKeywords.of(Map.of("env-keyword", text));
  }

  @Test
  void theLastOfANameCountsAndNoneIsTheDefault() {
    EnvironmentKeywords some = keywords("b=[1, 2],a=False,c=1,c=None");
    assertEquals(new KeywordArguments(Map.of("a", false, "b", List.of(1.0, 2.0))), some.sent());
    assertEquals("a=false,b=[1, 2]", some.toString());
    assertEquals(List.of("--env-keyword=a=false,b=[1, 2]"), some.options());
    assertEquals(some, EnvironmentKeywords.of(some.typed()));
  }

  @Test
  void theyDecideARunOnlyWhereThereAreSome() {
    Map<String, Object> run = Map.of("env", "Ant-v5");
    assertEquals(run, keywords("").identity(run));
    assertEquals(
        Map.of("env", "Ant-v5", "env-keyword", List.of("a=1")), keywords("a=1").identity(run));
    assertEquals(Map.of(), Settings.toMap(EnvironmentKeywords.NONE));
  }

  @Test
  void theTextOfAModelIsSentAndItsDigestDecidesTheRun(@TempDir Path directory) throws IOException {
    Path model = Files.writeString(directory.resolve("my.xml"), "\uFEFF<mujoco/>");
    EnvironmentKeywords own = keywords("xml_file=" + model);
    String digest = Digest.ofFile(model).sha256();
    assertEquals(KeywordArguments.of("xml_file", "<mujoco/>"), own.sent());
    assertEquals(
        Map.of(
            "env",
            "Ant-v5",
            "env-keyword",
            List.of("xml_file=" + model),
            "inputs",
            Map.of("expert", "e", "xml_file", digest)),
        own.identity(Map.of("env", "Ant-v5", "inputs", Map.of("expert", "e"))));
    for (String other : List.of("ant.xml", "<mujoco a='/'/>", model + "x")) {
      assertEquals(KeywordArguments.of("xml_file", other), keywords("xml_file=" + other).sent());
    }
  }
}
