package io.papilio.cli.onnx;

import io.papilio.core.policy.OutputHead;
import io.papilio.core.policy.OutputMapping;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.learner.imitator.ImitatorFile;
import io.papilio.protocol.onnx.Model;
import io.papilio.protocol.onnx.Property;
import io.papilio.protocol.policy.PolicyCodec;
import io.papilio.protocol.v1.Policy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a model is connected to an environment: as its metadata say, or plainly without any. */
public final class OnnxBinding {
  private OnnxBinding() {}

  /**
   * The policy of a model, whose actions are clipped to the bounds of the action space.
   *
   * @param file for messages
   */
  public static Policy policy(Path file, Model model) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(ImitatorFile.PREVIOUS_ACTION, "false");
    for (Property property : model.getMetadataPropsList()) {
      metadata.put(property.getKey(), property.getValue());
    }
    PolicyBinding binding = ImitatorFile.binding(file, metadata).withOutputs(OutputMapping.CLIP);
    OutputHead head =
        metadata.containsKey(ImitatorFile.MIXTURE_COMPONENTS)
            ? OutputHead.mixture(
                Integer.parseInt(metadata.get(ImitatorFile.MIXTURE_COMPONENTS)), false, 0)
            : OutputHead.DETERMINISTIC;
    return PolicyCodec.onnx(model.toByteArray(), binding, head);
  }
}
