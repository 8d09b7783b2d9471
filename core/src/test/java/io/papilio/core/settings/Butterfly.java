package io.papilio.core.settings;

import io.papilio.core.validation.Require;
import java.util.List;

/** A record with every type of setting. */
record Butterfly(
    @Setting("Number of legs") @DefaultValue("6") int legs,
    @Setting("Where it lives") List<String> regions,
    @Setting("Name") String name,
    @Setting("Wings") Wing wing,
    @Setting(value = "Pattern; repeatable", name = "pattern") @DefaultValue("spots,stripes")
        List<Pattern> patterns,
    Sighting sighting) {

  enum Shape {
    ROUND,
    FLAT_TOP
  }

  record Wing(
      @Setting(value = "Span, meters", name = "wing-span") @DefaultValue("0.1") double span,
      @Setting("Outline") @DefaultValue("round") Shape shape,
      @Setting("Lengths of veins, meters") @DefaultValue("0.5,2") List<Double> veinsInARow) {
    Wing {
      Require.positive(span, "span");
    }
  }

  sealed interface Pattern {
    @Setting("Round spots")
    record Spots(
        @Setting("How many") @DefaultValue("3") int count,
        @Setting("Diameter, millimeters") @DefaultValue("1") double size)
        implements Pattern {
      public Spots {
        Require.positive(count, "count");
      }
    }

    record Stripes(@Setting("Millimeters") @DefaultValue("2") int width) implements Pattern {}

    record Plain() implements Pattern {}
  }

  /** No group: its settings belong to the butterfly. */
  record Sighting(
      @Setting("Seconds since 1970") @DefaultValue("0") long seconds,
      @Setting(value = "Who saw it", secret = true) @DefaultValue("hidden") String observer) {}

  Butterfly {
    Require.that(legs != 8 || wing.span() > 0.5, "wingSpan", wing.span(), "above 0.5 for 8 legs");
  }
}
