package io.papilio.envserver.document;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.papilio.protocol.v1.Element;
import io.papilio.protocol.v1.GetServerInfoResponse;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.ListEnvironmentsResponse;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import io.papilio.protocol.v1.Space;
import io.papilio.protocol.v1.UploadPolicyRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of docs/protocol.md, in its order. */
record DocumentedMessages(List<Message> all) {
  private static final Pattern EXAMPLE =
      Pattern.compile("```json (\\w+)\\n(.*?)\\n```", Pattern.DOTALL);

  static DocumentedMessages read() throws IOException {
    Matcher matcher = EXAMPLE.matcher(Files.readString(Path.of("../docs/protocol.md")));
    List<Message> messages = new ArrayList<>();
    while (matcher.find()) {
      messages.add(parse(matcher.group(1), matcher.group(2)));
    }
    return new DocumentedMessages(List.copyOf(messages));
  }

  <T extends Message> List<T> of(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The requests of sessions, with their answers where they are shown. */
  List<Message> dialogue() {
    return all.stream()
        .filter(m -> m instanceof InteractRequest || m instanceof InteractResponse)
        .toList();
  }

  private static Message parse(String name, String json) throws InvalidProtocolBufferException {
    Message.Builder message =
        switch (name) {
          case "InteractRequest" -> InteractRequest.newBuilder();
          case "InteractResponse" -> InteractResponse.newBuilder();
          case "GetServerInfoResponse" -> GetServerInfoResponse.newBuilder();
          case "ListEnvironmentsResponse" -> ListEnvironmentsResponse.newBuilder();
          case "UploadPolicyRequest" -> UploadPolicyRequest.newBuilder();
          case "RolloutRequest" -> RolloutRequest.newBuilder();
          case "RolloutResponse" -> RolloutResponse.newBuilder();
          case "Space" -> Space.newBuilder();
          case "Element" -> Element.newBuilder();
          default -> throw new IllegalArgumentException(name);
        };
    JsonFormat.parser().merge(json, message);
    return message.build();
  }
}
