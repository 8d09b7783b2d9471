package io.papilio.learner.language;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.learner.tensor.TensorDevice;

/** The size of a language model, and where it is computed. */
public record LanguageModelConfig(
    @Setting("most tokens that the model sees (paper: 1024)") @DefaultValue("128") int context,
    @Setting("blocks of attention and a feed-forward network (paper: 12)") @DefaultValue("4")
        int layers,
    @Setting("attention heads of a block") @DefaultValue("4") int heads,
    @Setting("numbers in a position (paper: 1536)") @DefaultValue("128") int width,
    @Setting("where the model is computed; cuda takes a libtorch for CUDA (docs/experiments.md)")
        @DefaultValue("cpu")
        TensorDevice device) {
  LanguageModelShape shape(int vocabulary) {
    return new LanguageModelShape(vocabulary, context, layers, heads, width);
  }
}
