package io.papilio.envserver.grpc;

import static io.papilio.envserver.fixture.RawStream.drift;
import static io.papilio.envserver.fixture.RawStream.open;
import static io.papilio.envserver.fixture.RawStream.reset;
import static io.papilio.envserver.fixture.RawStream.step;
import static io.papilio.envserver.fixture.TestRequests.ONE;
import static io.papilio.envserver.fixture.TestRequests.SEED;
import static io.papilio.envserver.fixture.TestRequests.SNAPSHOT;
import static io.papilio.envserver.fixture.TestRequests.TWO;
import static io.papilio.envserver.fixture.TestRequests.fork;
import static io.papilio.envserver.fixture.TestRequests.mask;
import static io.papilio.envserver.fixture.TestRequests.render;
import static io.papilio.envserver.fixture.TestRequests.restore;
import static io.papilio.envserver.fixture.TestRequests.steps;
import static io.papilio.envserver.fixture.TestRequests.withKeyword;
import static io.papilio.envserver.fixture.TestRequests.withOverrides;
import static io.papilio.envserver.fixture.TestRequests.withWrapper;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.envserver.fixture.ServedDriftEnvironment;
import io.papilio.protocol.codec.SnapshotCodec;
import io.papilio.protocol.v1.ImageEncoding;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.StepRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server says about failed requests: the last request is at fault. */
class ServerMessagesTest extends FaultyRequests {
  static Stream<Arguments> opening() {
    return Stream.of(
        row(
            "environment id: Drift-v1 (expected: one of the known ids, for example Drift-v0,"
                + " Echo-v0, Switch-v0)",
            open("Drift-v1", 1, AutoresetMode.DISABLED)),
        row("keyword argument: gane (expected: one of [gain])", withKeyword("gane", 1)),
        row("gain: much (expected: a number)", withKeyword("gain", "much")),
        row(
            "environment 1: keyword argument: loss (expected: one of [gain])",
            withOverrides(KeywordArguments.NONE, KeywordArguments.of("loss", 1))),
        row("overrides: size 1 (expected: none, or 2)", withOverrides(KeywordArguments.NONE)),
        row(
            "wrapper RepeatAction: num_repeats: 0 (expected: 1 to 1024)",
            withWrapper("RepeatAction", KeywordArguments.of("num_repeats", 0))),
        row(
            "wrapper: Blur (expected: one of [ClipAction, FrameStackObservation,"
                + " NormalizeObservation, RecordEpisodeStatistics, RepeatAction, RescaleAction,"
                + " TimeLimit])",
            withWrapper("Blur", KeywordArguments.NONE)));
  }

  static Stream<Arguments> stepping() {
    return Stream.of(
        row(
            "action: shape [4] (expected: [3])",
            ONE,
            SEED,
            step(Tensor.float64(new double[4], 1, 4))),
        row(
            "action: dtype int64 (expected: float32)",
            ONE,
            SEED,
            step(Tensor.int64(new long[3], 1, 3))),
        row("action: NaN at index 0 (expected: finite numbers)", ONE, SEED, drift(Double.NaN)),
        row(
            "action[1]: NaN at index 2 (expected: finite numbers)",
            TWO,
            SEED,
            step(Tensor.float64(new double[] {0, 0, 0, 0, 0, Double.NaN}, 2, 3))),
        row(
            "element: kind_not_set (expected: one of the protocol)",
            ONE,
            SEED,
            InteractRequest.newBuilder().setStep(StepRequest.getDefaultInstance()).build()),
        row("cannot step before the first reset; call reset", ONE, drift(0)),
        row("cannot step after the end of the episode; call reset", ONE, SEED, drift(1), drift(0)),
        row(
            "environment 1: cannot step after the end of the episode; call reset",
            TWO,
            reset("8"),
            steps(0, 1),
            steps(0, 0)),
        row(
            "environment 1: physics diverged; call reset",
            TWO,
            SEED,
            steps(0, ServedDriftEnvironment.DIVERGE)),
        row(
            "info position is float64 [] in one environment and float64 [2] in another; call reset",
            TWO,
            SEED,
            steps(-9, ServedDriftEnvironment.RESHAPE)));
  }

  static Stream<Arguments> resetting() {
    InteractRequest.Builder seeds = InteractRequest.newBuilder();
    seeds.getResetBuilder().getSeedsBuilder().addSeeds("1");
    return Stream.of(
        row("seed: '-1' (expected: a decimal integer >= 0)", ONE, reset("-1")),
        row("seed: 5000 digits (expected: at most 4300)", ONE, reset("9".repeat(5000))),
        row("seeds: size 1 (expected: 2)", TWO, seeds.build()),
        row(
            "reset_mask: bool [3] (expected: bool [2])",
            TWO,
            SEED,
            mask(Tensor.bool(new boolean[3]))),
        row(
            "cannot reset only some environments before the first reset; call reset",
            TWO,
            mask(Tensor.bool(new boolean[] {true, false}))));
  }

  static Stream<Arguments> snapshots() {
    return Stream.of(
        row("cannot take snapshots before the first reset; call reset", ONE, SNAPSHOT),
        row(
            "environment 1: snapshot: 5 other bytes (expected: a snapshot)",
            TWO,
            SEED,
            restore("", "bytes")),
        row(
            "cannot restore only some environments before the first reset; call reset",
            TWO,
            restore("", "bytes")),
        row("snapshots: size 1 (expected: 2)", TWO, SEED, restore("bytes")),
        row("cannot fork before the first reset; call reset", TWO, fork(0, 0)),
        row("sources[1]: 2 (expected: 0 to 1)", TWO, SEED, fork(0, 2)));
  }

  static Stream<Arguments> rendering() {
    return Stream.of(
        row(
            "render_mode: 'ansi' (expected: rgb_array or depth_array)",
            ONE,
            render("ansi", ImageEncoding.IMAGE_ENCODING_RAW)),
        row(
            "render_mode: 'depth_array' (expected: one of [rgb_array])",
            ONE,
            SEED,
            render("depth_array", ImageEncoding.IMAGE_ENCODING_RAW)),
        row(
            "encoding: png of depth_array (expected: raw)",
            ONE,
            render("depth_array", ImageEncoding.IMAGE_ENCODING_PNG)),
        row(
            "cannot render before the first reset; call reset",
            ONE,
            render("rgb_array", ImageEncoding.IMAGE_ENCODING_RAW)),
        row(
            "Switch-v0 does not support rendering",
            open("Switch-v0", 1, AutoresetMode.DISABLED),
            SEED,
            render("rgb_array", ImageEncoding.IMAGE_ENCODING_RAW)));
  }

  @ParameterizedTest
  @MethodSource({"opening", "stepping", "resetting", "snapshots", "rendering"})
  void failures(String message, List<InteractRequest> requests) {
    RawStream stream = send(requests);
    assertEquals(message, stream.failure().getMessage());
    close(stream);
  }

  @Test
  void snapshotOfAnotherConfiguration() {
    RawStream stream = fixture.stream().send(withKeyword("gain", 2), SEED, SNAPSHOT);
    stream.response();
    stream.response();
    List<byte[]> snapshots = SnapshotCodec.fromProto(stream.response().getSnapshot());
    RawStream other = fixture.stream().send(ONE);
    other.response();
    other.send(
        InteractRequest.newBuilder().setRestore(SnapshotCodec.restoreRequest(snapshots)).build());
    assertEquals("snapshot: keywords {\"gain\": 2.0} (expected: {})", other.failure().getMessage());
    close(stream);
    close(other);
  }

  private static void close(RawStream stream) {
    stream.send(RawStream.close()).response();
    stream.end();
  }
}
