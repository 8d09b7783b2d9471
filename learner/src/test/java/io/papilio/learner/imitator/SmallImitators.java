package io.papilio.learner.imitator;

/** Configurations of small imitators, for tests. */
public final class SmallImitators {
  private SmallImitators() {}

  /** With the previous action where the kind allows it; Transformers see three time steps. */
  public static ImitatorConfig config(ImitatorKind kind, int hiddenLayers, int width) {
    return config(kind, hiddenLayers, width, kind.hasFreeInputs());
  }

  public static ImitatorConfig config(
      ImitatorKind kind, int hiddenLayers, int width, boolean previousAction) {
    return config(kind, hiddenLayers, width, previousAction, ActionHeadConfig.DEFAULTS);
  }

  public static ImitatorConfig config(
      ImitatorKind kind,
      int hiddenLayers,
      int width,
      boolean previousAction,
      ActionHeadConfig head) {
    TransformerConfig transformer = new TransformerConfig(2, 2, 3, 0);
    return new ImitatorConfig(
        kind, hiddenLayers, width, new InputConfig(previousAction, true), 0, transformer, head);
  }
}
