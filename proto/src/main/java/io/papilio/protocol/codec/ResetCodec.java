package io.papilio.protocol.codec;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.protocol.v1.ResetRequest;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reset requests. Seeds are decimal strings, since they may be of any size. */
public final class ResetCodec {
  /** Python's own limit for integers in decimal; parsing more takes quadratic time. */
  private static final int MAX_SEED_DIGITS = 4300;

  private ResetCodec() {}

  public static ResetRequest toProto(VectorResetRequest request) {
    ResetRequest.Builder message = ResetRequest.newBuilder();
    if (!request.seeds().isEmpty()) {
      message
          .getSeedsBuilder()
          .addAllSeeds(
              request.seeds().stream()
                  .map(seed -> seed.map(BigInteger::toString).orElse(""))
                  .toList());
    }
    if (!request.options().values().isEmpty()) {
      message.setOptions(OptionsCodec.toProto(request.options()));
    }
    if (!request.mask().isEmpty()) {
      boolean[] mask = new boolean[request.mask().size()];
      IntStream.range(0, mask.length).forEach(i -> mask[i] = request.mask().get(i));
      message.setMask(TensorCodec.toProto(Tensor.bool(mask)));
    }
    return message.build();
  }

  /** A request to a session of {@code size} environments. */
  public static VectorResetRequest fromProto(ResetRequest request, int size) {
    List<Optional<BigInteger>> seeds =
        switch (request.getSeedingCase()) {
          case SEED -> VectorResetRequest.seeded(seed(request.getSeed()), size).seeds();
          case SEEDS -> seeds(request.getSeeds().getSeedsList(), size);
          case SEEDING_NOT_SET -> List.of();
        };
    KeywordArguments options = OptionsCodec.fromProto(request.getOptions());
    return new VectorResetRequest(
        seeds, request.hasMask() ? mask(request.getMask(), size) : List.of(), options);
  }

  private static List<Optional<BigInteger>> seeds(List<String> seeds, int size) {
    Require.that(seeds.size() == size, "seeds", "size " + seeds.size(), "" + size);
    return seeds.stream()
        .map(seed -> seed.isEmpty() ? Optional.<BigInteger>empty() : Optional.of(seed(seed)))
        .toList();
  }

  static BigInteger seed(String digits) {
    Require.that(
        digits.length() <= MAX_SEED_DIGITS,
        "seed",
        digits.length() + " digits",
        "at most " + MAX_SEED_DIGITS);
    Require.that(
        !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9'),
        "seed",
        "'" + digits + "'",
        "a decimal integer >= 0");
    return new BigInteger(digits);
  }

  private static List<Boolean> mask(io.papilio.protocol.v1.Tensor message, int size) {
    Tensor mask = TensorCodec.fromProto(message);
    Tensor expected = Tensor.bool(new boolean[size]);
    Require.that(
        mask.dtype() == expected.dtype() && mask.shape().equals(expected.shape()),
        "reset_mask",
        mask.describe(),
        expected.describe());
    return IntStream.range(0, size).mapToObj(mask::getBoolean).toList();
  }
}
