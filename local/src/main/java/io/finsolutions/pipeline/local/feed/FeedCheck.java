package io.finsolutions.pipeline.local.feed;

/**
 * Whether one thing holds of the exchange.
 *
 * @param name what was looked at
 * @param outcome whether it holds
 * @param observed what was seen, with its numbers
 */
public record FeedCheck(String name, Outcome outcome, String observed) {
  /** Whether something holds. */
  public enum Outcome {
    /** It does. */
    OK("ok"),
    /** It does not. */
    FAILED("FAILED"),
    /** There was no occasion to see it. */
    NOT_SEEN("not seen");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static FeedCheck of(String name, boolean holds, String observed) {
    return new FeedCheck(name, holds ? Outcome.OK : Outcome.FAILED, observed);
  }

  static FeedCheck failed(String name, String observed) {
    return new FeedCheck(name, Outcome.FAILED, observed);
  }

  static FeedCheck notSeen(String name, String why) {
    return new FeedCheck(name, Outcome.NOT_SEEN, why);
  }

  /** A line of a checklist. */
  @Override
  public String toString() {
    return "%-8s  %-34s  %s".formatted(outcome, name, observed);
  }
}
