package io.papilio.cli.command;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.cli.config.ExportConfig;
import io.papilio.cli.onnx.OnnxImitator;
import io.papilio.cli.options.RecordOptions;
import io.papilio.core.validation.Require;
import io.papilio.learner.cloning.BehaviorCloning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a policy of a cloning run as one file for other programs. */
@Command(
    name = "export",
    description = "Write a policy that a cloning run has trained as ONNX or safetensors.",
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer>, RecordOptions.Configured {
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
    Path weights = run.resolve(BehaviorCloning.weightsFile(config.iterate()));
    Require.that(
        Files.isRegularFile(weights), "iterate", "no " + weights, "an average of a finished run");
    TensorFile content = SafeTensors.read(weights);
    Path file = config.path(run);
    switch (config.format()) {
      case ONNX -> AtomicFile.write(file, OnnxImitator.of(weights, content).toByteArray());
      case SAFETENSORS -> SafeTensors.write(file, content);
    }
    command.commandLine().getOut().println("policy: " + file);
    return 0;
  }
}
