package io.papilio.envserver.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;
import io.papilio.core.settings.Settings;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.MirrorEnvironment;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.protocol.codec.SpaceCodec;
import io.papilio.protocol.codec.SpaceJson;
import io.papilio.protocol.v1.Element;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.GetServerInfoRequest;
import io.papilio.protocol.v1.GetServerInfoResponse;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.ListEnvironmentsRequest;
import io.papilio.protocol.v1.ListEnvironmentsResponse;
import io.papilio.protocol.v1.Reason;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import io.papilio.protocol.v1.Space;
import io.papilio.protocol.v1.UploadPolicyRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The examples of docs/protocol.md are messages, and a server answers as they say. */
class ProtocolDocumentTest {
  /** Of a snapshot and of a PNG file, the bytes that the document shows. */
  private static final int KEPT = 5;

  private static final int SIGNATURE = 8;

  private final DocumentedMessages document = DocumentedMessages.read();

  ProtocolDocumentTest() throws IOException {}

  private static NettyServerFixture standardServer() {
    EnvServerConfig config =
        Settings.of(EnvServerConfig.DEFAULTS.withPort(0)).with(Map.of("drain-seconds", "0"));
    return new NettyServerFixture(config, EnvironmentCatalog.standard());
  }

  @Test
  void serverAnswersTheSessionsAsTheDocumentSays() {
    List<Message> examples = document.dialogue();
    try (NettyServerFixture fixture = standardServer()) {
      RawStream stream = fixture.stream();
      List<ByteString> kept = List.of();
      for (int i = 0; i < examples.size(); i++) {
        if (!(examples.get(i) instanceof InteractRequest request)) {
          continue;
        }
        if (request.hasOpen()) {
          stream = fixture.stream();
        }
        InteractResponse response = stream.send(whole(request, kept)).response();
        if (response.hasSnapshot()) {
          kept = response.getSnapshot().getSnapshotsList();
        }
        boolean shown = i + 1 < examples.size() && examples.get(i + 1) instanceof InteractResponse;
        if (shown && !cannotDraw(response)) {
          assertEquals(
              cut((InteractResponse) examples.get(i + 1)), cut(response), "example " + (i + 1));
        }
        assertFalse(!shown && response.hasFailure(), "example " + i + ": " + response);
        if (request.hasClose()) {
          assertEquals(Status.OK, stream.end());
        }
      }
    }
  }

  /** The request with the snapshots of which the document shows the beginning. */
  private static InteractRequest whole(InteractRequest request, List<ByteString> kept) {
    InteractRequest.Builder whole = request.toBuilder();
    for (int i = 0; i < request.getRestore().getSnapshotsCount(); i++) {
      if (request.getRestore().getSnapshots(i).size() == KEPT) {
        whole.getRestoreBuilder().setSnapshots(i, kept.get(i));
      }
    }
    return whole.build();
  }

  /** The response as the document shows it, without colors, which are the renderer's own. */
  private static InteractResponse cut(InteractResponse response) {
    InteractResponse.Builder cut = response.toBuilder();
    for (int i = 0; i < response.getSnapshot().getSnapshotsCount(); i++) {
      ByteString whole = response.getSnapshot().getSnapshots(i);
      cut.getSnapshotBuilder().setSnapshots(i, whole.substring(0, KEPT));
    }
    for (int i = 0; i < response.getRender().getImagesCount(); i++) {
      var image = cut.getRenderBuilder().getImagesBuilder(i);
      if (image.hasRaw()) {
        byte[] black = new byte[image.getRaw().getData().size()];
        image.getRawBuilder().setData(ByteString.copyFrom(black));
      } else {
        image.setPng(image.getPng().substring(0, SIGNATURE));
      }
    }
    return cut.build();
  }

  private static boolean cannotDraw(InteractResponse response) {
    return response.getFailure().getReason() == Reason.REASON_RENDERING_UNAVAILABLE;
  }

  @Test
  void serverRunsTheRolloutsAsTheDocumentSays() {
    try (NettyServerFixture fixture = standardServer()) {
      var calls = EnvironmentServiceGrpc.newBlockingStub(fixture.raw);
      for (UploadPolicyRequest request : document.of(UploadPolicyRequest.class)) {
        assertEquals(1, calls.uploadPolicy(request).getPolicyVersion());
      }
      List<RolloutResponse> answers = new ArrayList<>();
      for (RolloutRequest request : document.of(RolloutRequest.class)) {
        calls.rollout(request).forEachRemaining(answers::add);
      }
      assertEquals(document.of(RolloutResponse.class), answers);
    }
  }

  @Test
  void serverTellsOfItselfWhatTheDocumentSays() {
    GetServerInfoResponse info = document.of(GetServerInfoResponse.class).get(0);
    ListEnvironmentsResponse listed = document.of(ListEnvironmentsResponse.class).get(0);
    try (NettyServerFixture fixture = standardServer()) {
      var calls = EnvironmentServiceGrpc.newBlockingStub(fixture.raw);
      var environments = calls.listEnvironments(ListEnvironmentsRequest.getDefaultInstance());
      assertTrue(environments.getEnvironmentsList().containsAll(listed.getEnvironmentsList()));
      var answered = calls.getServerInfo(GetServerInfoRequest.getDefaultInstance());
      var shown = answered.toBuilder().setServerVersion(info.getServerVersion()).clearModels();
      info.getModelsMap()
          .keySet()
          .forEach(id -> shown.putModels(id, answered.getModelsOrThrow(id)));
      assertEquals(info, shown.build());
    }
  }

  @Test
  void everyKindOfSpaceIsShownWithABatchThatAServerTakesAndGives() {
    List<Space> spaces = document.of(Space.class);
    List<Element> batches = document.of(Element.class);
    assertEquals(10, spaces.stream().map(Space::getKindCase).distinct().count());
    assertEquals(spaces.size(), batches.size());
    for (int i = 0; i < spaces.size(); i++) {
      EnvironmentCatalog catalog = MirrorEnvironment.catalog(SpaceCodec.fromProto(spaces.get(i)));
      InteractRequest.Builder step = InteractRequest.newBuilder();
      step.getStepBuilder().setActions(batches.get(i));
      try (NettyServerFixture fixture =
          new NettyServerFixture(NettyServerFixture.CONFIG, catalog)) {
        RawStream stream =
            fixture.stream()
                .send(RawStream.open(MirrorEnvironment.ID, 2, AutoresetMode.NEXT_STEP))
                .send(RawStream.reset("1"), step.build());
        List<InteractResponse> answers =
            IntStream.range(0, 3).mapToObj(request -> stream.response()).toList();
        assertEquals(spaces.get(i), answers.get(0).getOpen().getSpec().getActionSpace());
        assertEquals(batches.get(i), answers.get(2).getTimeStep().getObservations());
      }
    }
  }

  @Test
  void spacesComeBackFromTheirJson() throws IOException {
    for (Space space : document.of(Space.class)) {
      Space.Builder back = Space.newBuilder();
      String json = JsonFormat.printer().print(space);
      JsonFormat.parser().merge(SpaceJson.write(SpaceJson.read(json)), back);
      assertEquals(space, back.build());
    }
  }

  @Test
  void everyRequestAndEveryResponseIsShown() {
    for (InteractRequest.RequestCase kind : InteractRequest.RequestCase.values()) {
      boolean none = kind == InteractRequest.RequestCase.REQUEST_NOT_SET;
      boolean shown =
          document.of(InteractRequest.class).stream().anyMatch(m -> m.getRequestCase() == kind);
      assertTrue(none || shown, kind + " is not shown");
    }
    for (InteractResponse.ResponseCase kind : InteractResponse.ResponseCase.values()) {
      boolean none = kind == InteractResponse.ResponseCase.RESPONSE_NOT_SET;
      boolean shown =
          document.of(InteractResponse.class).stream().anyMatch(m -> m.getResponseCase() == kind);
      assertTrue(none || shown, kind + " is not shown");
    }
  }
}
