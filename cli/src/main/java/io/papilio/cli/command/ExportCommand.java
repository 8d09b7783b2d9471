package io.papilio.cli.command;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.cli.config.ExportConfig;
import io.papilio.cli.onnx.OnnxImitator;
import io.papilio.cli.onnx.OnnxLanguageModel;
import io.papilio.cli.options.RecordOptions;
import io.papilio.core.validation.Require;
import io.papilio.laboratory.language.LanguageRun;
import io.papilio.learner.cloning.AverageSnapshots;
import io.papilio.learner.cloning.BehaviorCloning;
import io.papilio.protocol.onnx.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a policy or a language model of a run as one file for other programs. */
@Command(
    name = "export",
    description = "Write a policy or a language model of a run as ONNX or safetensors.",
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer>, RecordOptions.Configured {
  /** As {@code posthoc:width=0.1}. */
  private static final Pattern SYNTHESIZED = Pattern.compile("([^:]+):width=([0-9.]+)");

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "RUN", description = "run directory")
  private Path run;

  @Override
  public Record defaults() {
    return ExportConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    ExportConfig config = RecordOptions.read(command, ExportConfig.DEFAULTS);
    TensorFile content = content(config.iterate());
    Path file = config.path(run);
    switch (config.format()) {
      case ONNX -> AtomicFile.write(file, model(file, content).toByteArray());
      case SAFETENSORS -> SafeTensors.write(file, content);
    }
    command.commandLine().getOut().println("policy: " + file);
    return 0;
  }

  private Model model(Path file, TensorFile content) {
    return LanguageRun.isOne(run)
        ? OnnxLanguageModel.of(file, content)
        : OnnxImitator.of(file, content);
  }

  private TensorFile content(String iterate) {
    Matcher synthesized = SYNTHESIZED.matcher(iterate);
    if (synthesized.matches()) {
      double width = Double.parseDouble(synthesized.group(2));
      return AverageSnapshots.synthesize(run, synthesized.group(1), width);
    }
    Path weights = run.resolve(BehaviorCloning.weightsFile(iterate));
    Require.that(
        Files.isRegularFile(weights), "iterate", "no " + weights, "an average of a finished run");
    return SafeTensors.read(weights);
  }
}
