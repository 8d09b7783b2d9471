package io.papilio.envserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.codec.SpaceJson;
import io.papilio.protocol.v1.GetServerInfoResponse;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/protocol.md are messages, and a server answers as they say. */
class ProtocolDocumentTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```json (\\w+)\\n(.*?)\\n```", Pattern.DOTALL);

  private static List<Message> examples() throws IOException {
    Matcher matcher = EXAMPLE.matcher(Files.readString(Path.of("../docs/protocol.md")));
    List<Message> messages = new ArrayList<>();
    while (matcher.find()) {
      messages.add(parse(matcher.group(1), matcher.group(2)));
    }
    return messages;
  }

  private static Message parse(String name, String json) throws InvalidProtocolBufferException {
    Message.Builder message =
        switch (name) {
          case "InteractRequest" -> InteractRequest.newBuilder();
          case "InteractResponse" -> InteractResponse.newBuilder();
          case "GetServerInfoResponse" -> GetServerInfoResponse.newBuilder();
          case "Space" -> Space.newBuilder();
          default -> throw new IllegalArgumentException(name);
        };
    JsonFormat.parser().merge(json, message);
    return message.build();
  }

  @Test
  void serverAnswersTheSessionAsTheDocumentSays() throws IOException {
    List<Message> examples = examples();
    EnvServerConfig config = EnvServerConfig.DEFAULTS.withPort(0);
    try (EnvServer server = EnvServer.start(config, EnvironmentCatalog.standard())) {
      ManagedChannel channel =
          Grpc.newChannelBuilder(server.target(), InsecureChannelCredentials.create()).build();
      RawStream stream = new RawStream(channel);
      InteractResponse response = InteractResponse.getDefaultInstance();
      for (int i = 0; !response.hasClose(); i += 2) {
        response = stream.send((InteractRequest) examples.get(i)).response();
        assertEquals(examples.get(i + 1), response, "example " + (i + 1));
      }
      assertEquals(Status.OK, stream.end());
      channel.shutdownNow();
    }
  }

  @Test
  void everyKindOfSpaceIsShown() throws IOException {
    List<Space> spaces =
        examples().stream().filter(Space.class::isInstance).map(Space.class::cast).toList();
    assertEquals(10, spaces.stream().map(Space::getKindCase).distinct().count());
    for (Space space : spaces) {
      String json = JsonFormat.printer().print(space);
      assertEquals(
          json, JsonFormat.printer().print(parse("Space", SpaceJson.write(SpaceJson.read(json)))));
    }
  }

  @Test
  void everyRequestIsShown() throws IOException {
    List<InteractRequest.RequestCase> shown =
        examples().stream()
            .filter(InteractRequest.class::isInstance)
            .map(message -> ((InteractRequest) message).getRequestCase())
            .toList();
    for (InteractRequest.RequestCase kind : InteractRequest.RequestCase.values()) {
      boolean none = kind == InteractRequest.RequestCase.REQUEST_NOT_SET;
      assertTrue(none || shown.contains(kind), kind + " is not shown");
    }
  }
}
