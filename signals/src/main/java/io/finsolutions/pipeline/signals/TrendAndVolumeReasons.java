package io.finsolutions.pipeline.signals;

import java.math.BigDecimal;
import java.util.List;

/**
 * The figures of {@link TrendAndVolume} in sentences, rounded for people.
 *
 * @param priceDigits how many digits behind the point prices have
 */
record TrendAndVolumeReasons(TrendAndVolumeParameters parameters, int priceDigits) {
  private static final BigDecimal MIDDLE_OF_RSI = BigDecimal.valueOf(50);
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

  List<String> of(TrendAndVolumeFigures figures) {
    return List.of(
        trend(figures), change(figures), strength(figures), flow(figures), volume(figures));
  }

  private String trend(TrendAndVolumeFigures figures) {
    int digits = digitsThatTellApart(figures.fast(), figures.slow());
    String fast =
        "The average of %d bars, %s, is "
            .formatted(parameters.fast(), Figures.pricePlain(figures.fast(), digits));
    String slow =
        "that of %d bars, %s"
            .formatted(parameters.slow(), Figures.pricePlain(figures.slow(), digits));
    if (figures.trend().signum() == 0) {
      return fast + "where " + slow + ", is.";
    }
    return "%s%s %s, by %s times what the price moves within a bar, %s."
        .formatted(
            fast,
            figures.trend().signum() < 0 ? "below" : "above",
            slow,
            Figures.hundredths(figures.trend().abs()),
            Figures.distancePlain(figures.move(), priceDigits));
  }

  // Of two averages one is not said to be above the other where the same is written for both.
  private int digitsThatTellApart(BigDecimal fast, BigDecimal slow) {
    int digits = priceDigits;
    int most = Math.max(fast.scale(), slow.scale());
    while (digits < most
        && Figures.pricePlain(fast, digits).equals(Figures.pricePlain(slow, digits))) {
      digits++;
    }
    return digits;
  }

  private String change(TrendAndVolumeFigures figures) {
    String end =
        " %% over %d bars, to %s: %s times as far as chance alone goes."
            .formatted(
                parameters.change(),
                Figures.plain(figures.close()),
                Figures.hundredths(figures.momentum().abs()));
    return switch (figures.change().signum()) {
      case 1 -> "The price has risen by " + Figures.hundredths(figures.change()) + end;
      case -1 -> "The price has fallen by " + Figures.hundredths(figures.change().negate()) + end;
      default ->
          "The price is where it was %d bars before, at %s."
              .formatted(parameters.change(), Figures.plain(figures.close()));
    };
  }

  private String strength(TrendAndVolumeFigures figures) {
    int side = figures.rsi().compareTo(MIDDLE_OF_RSI);
    String meaning =
        side == 0
            ? "gains and losses are even"
            : side > 0 ? "gains outweigh losses" : "losses outweigh gains";
    return "The RSI over %d bars is %s: %s."
        .formatted(parameters.rsi(), Figures.plain(figures.rsi()), meaning);
  }

  private String flow(TrendAndVolumeFigures figures) {
    BigDecimal bought =
        Figures.fraction(
            figures.orderFlow().add(BigDecimal.ONE).multiply(HALF).multiply(PERCENT), 1);
    return "Takers bought %s %% of the volume of the last %d bars."
        .formatted(Figures.plain(bought), parameters.flow());
  }

  private String volume(TrendAndVolumeFigures figures) {
    int side = figures.volumeRatio().compareTo(BigDecimal.ONE);
    String meaning =
        side == 0 ? "as usual" : side > 0 ? "which lends it weight" : "which takes weight from it";
    return "The last %d bars had %s times the volume of the %d before, bar by bar, %s."
        .formatted(
            parameters.flow(), Figures.plain(figures.volumeRatio()), parameters.volume(), meaning);
  }
}
