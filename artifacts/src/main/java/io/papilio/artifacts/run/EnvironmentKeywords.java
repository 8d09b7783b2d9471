package io.papilio.artifacts.run;

import io.papilio.artifacts.file.Literal;
import io.papilio.artifacts.file.TextFile;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.provenance.Digest;
import io.papilio.core.settings.NamedValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.SettingEntry;
import io.papilio.core.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keyword arguments of the environment of a run.
 *
 * @param envKeyword each value a {@link Literal}, by name: of several the last, without Python's
 *     None, which stands for the default
 */
public record EnvironmentKeywords(
    @Setting(
            "keyword argument of the environment, repeatable; the value in JSON or Python, else"
                + " text: xml_file=./my.xml sends that file's model")
        List<NamedValue> envKeyword) {
  public static final EnvironmentKeywords NONE = Settings.defaults(EnvironmentKeywords.class);

  private static final SettingEntry SETTING = Settings.of(NONE).entries().get(0);
  private static final String ENVIRONMENT = "env";
  private static final String MODEL = "xml_file";

  public EnvironmentKeywords {
    Map<String, Object> values = new TreeMap<>();
    envKeyword.forEach(keyword -> values.put(keyword.name(), Literal.parse(keyword.value())));
    envKeyword = named(values);
  }

  public static EnvironmentKeywords of(KeywordArguments keywords) {
    return new EnvironmentKeywords(named(keywords.values()));
  }

  private static List<NamedValue> named(Map<String, Object> values) {
    List<NamedValue> named = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          if (value != null) {
            named.add(new NamedValue(name, Literal.text(value)));
          }
        });
    return List.copyOf(named);
  }

  /** Those of a run with these settings, as {@link RunConfig#read} gives them. */
  public static EnvironmentKeywords of(Map<String, String> settings) {
    String text = settings.getOrDefault(SETTING.path(), "");
    return Settings.of(NONE).with(Map.of(SETTING.path(), text));
  }

  /** As typed. */
  public KeywordArguments typed() {
    Map<String, Object> values = new LinkedHashMap<>();
    envKeyword.forEach(keyword -> values.put(keyword.name(), Literal.parse(keyword.value())));
    return new KeywordArguments(values);
  }

  /** What environments are made with: the text of a model in place of its file. */
  public KeywordArguments sent() {
    return model()
        .map(file -> typed().overriddenBy(KeywordArguments.of(MODEL, TextFile.read(file))))
        .orElseGet(this::typed);
  }

  /** Digests of the files that are sent, and of others. */
  public Map<String, Digest> inputs(Map<String, Digest> others) {
    Map<String, Digest> inputs = new LinkedHashMap<>(others);
    model().ifPresent(file -> inputs.put(MODEL, Digest.ofFile(file)));
    return inputs;
  }

  /** What decides a run in the environment {@code env}, and these keywords. */
  public Map<String, Object> identity(Map<String, ?> run) {
    Map<String, Object> identity = new LinkedHashMap<>();
    run.forEach(
        (name, value) -> {
          identity.put(name, value);
          if (name.equals(ENVIRONMENT)) {
            identity.putAll(Settings.toMap(this));
          }
        });
    Map<String, Object> inputs = new TreeMap<>();
    inputs(Map.of()).forEach((name, digest) -> inputs.put(name, digest.sha256()));
    if (!inputs.isEmpty()) {
      ((Map<?, ?>) identity.getOrDefault(RunConfig.INPUTS, Map.of()))
          .forEach((name, digest) -> inputs.put((String) name, digest));
      identity.put(RunConfig.INPUTS, inputs);
    }
    return identity;
  }

  /** An environment's id and these keywords, for people. */
  public String describe(String environment) {
    return envKeyword.isEmpty() ? environment : environment + " with " + this;
  }

  /** The words of a command that give these keywords. */
  public List<String> options() {
    return envKeyword.isEmpty() ? List.of() : List.of(SETTING.flag() + "=" + this);
  }

  /** As one text, which the option takes. */
  @Override
  public String toString() {
    return String.join(",", envKeyword.stream().map(NamedValue::toString).toList());
  }

  /** The file of a model on this machine; what has no slash is the name of a shipped model. */
  private Optional<Path> model() {
    return typed().values().get(MODEL) instanceof String text
            && text.contains("/")
            && !text.contains("<")
        ? Optional.of(Path.of(text.replaceFirst("^~(?=/)", System.getProperty("user.home"))))
            .filter(Files::isRegularFile)
        : Optional.empty();
  }
}
