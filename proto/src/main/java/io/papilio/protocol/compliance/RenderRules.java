package io.papilio.protocol.compliance;

import static io.papilio.protocol.compliance.Requests.reset;

import io.papilio.core.env.Frame;
import io.papilio.protocol.codec.ImageCodec;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.contract.NotApplicableException;
import io.papilio.protocol.v1.Image;
import io.papilio.protocol.v1.ImageEncoding;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.Reason;
import java.util.List;

/** Frames, where a server's machine renders. */
final class RenderRules {
  private static final int SIZE = 2;
  private static final String COLORS = "rgb_array";

  private RenderRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("a render has a frame of each environment asked for", RenderRules::indices),
        new Rule("frames have the encoding asked for", RenderRules::encodings));
  }

  private static void indices(Subject subject) {
    try (Dialogue dialogue = rendering(subject)) {
      List<Image> all = render(dialogue, ImageEncoding.IMAGE_ENCODING_RAW);
      Expect.equal("frames of all", all.size(), SIZE);
      List<Image> turned = List.of(all.get(1), all.get(0));
      Expect.equal(
          "frames of 1 and 0", render(dialogue, ImageEncoding.IMAGE_ENCODING_RAW, 1, 0), turned);
      List<Image> one = render(dialogue, ImageEncoding.IMAGE_ENCODING_RAW, 1);
      Expect.equal("frames of 1", one, List.of(all.get(1)));
    }
  }

  private static void encodings(Subject subject) {
    try (Dialogue dialogue = rendering(subject)) {
      List<Image> raw = render(dialogue, ImageEncoding.IMAGE_ENCODING_RAW);
      List<Image> png = render(dialogue, ImageEncoding.IMAGE_ENCODING_PNG);
      for (int i = 0; i < SIZE; i++) {
        Expect.equal("content", raw.get(i).getContentCase(), Image.ContentCase.RAW);
        Expect.equal("content", png.get(i).getContentCase(), Image.ContentCase.PNG);
        Frame frame = ImageCodec.fromProto(png.get(i));
        Expect.equal("frame " + i, frame, ImageCodec.fromProto(raw.get(i)));
      }
    }
  }

  private static Dialogue rendering(Subject subject) {
    if (!subject.spec().rendering().modes().contains(COLORS)) {
      throw new NotApplicableException("no render mode " + COLORS);
    }
    Dialogue dialogue = subject.dialogue();
    dialogue.ask(subject.open(SIZE));
    dialogue.ask(reset("1"));
    return dialogue;
  }

  private static List<Image> render(Dialogue dialogue, ImageEncoding encoding, Integer... indices) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request
        .getRenderBuilder()
        .setMode(COLORS)
        .setEncoding(encoding)
        .addAllIndices(List.of(indices));
    InteractRequest render = request.build();
    InteractResponse response =
        dialogue.askUnless(
            render,
            failure -> failure.reason() == Reason.REASON_RENDERING_UNAVAILABLE,
            "the server's machine cannot render");
    return response.getRender().getImagesList();
  }
}
