package io.papilio.cli.language;

import io.papilio.cli.options.RecordOptions;
import io.papilio.core.validation.Require;
import io.papilio.laboratory.language.LanguageRun;
import io.papilio.learner.language.LanguageModelFile;
import io.papilio.learner.language.LanguageTraining;
import io.papilio.learner.language.TextGenerator;
import io.papilio.learner.text.TokenizerFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Completes a prompt with a language model that a run has trained. */
@Command(
    name = "generate",
    description = "Complete a prompt with a language model, each token the most likely one.",
    mixinStandardHelpOptions = true)
public final class GenerateCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return GenerateConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    GenerateConfig config = RecordOptions.read(command, GenerateConfig.DEFAULTS);
    Path run = Path.of(config.run());
    Require.that(
        LanguageRun.isOne(run), "run", "'" + config.run() + "'", "a run of train-language");
    Path weights = run.resolve(LanguageTraining.weightsFile(config.iterate()));
    Require.that(
        Files.isRegularFile(weights), "iterate", "no " + weights, "an average of a finished run");
    TextGenerator generator =
        new TextGenerator(
            TokenizerFile.read(LanguageRun.tokenizer(run)), LanguageModelFile.read(weights));
    command
        .commandLine()
        .getOut()
        .println(config.prompt() + generator.complete(config.prompt(), config.length()));
    return 0;
  }
}
