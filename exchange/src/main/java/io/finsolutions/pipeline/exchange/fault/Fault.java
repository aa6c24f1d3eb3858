package io.finsolutions.pipeline.exchange.fault;

import io.finsolutions.pipeline.market.IdRange;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that goes wrong in what the stand-in sends. What it printed stays as it is, and so do
 * the answers under {@code /stand-in}.
 *
 * <p>A fault with a probability strikes messages of live trades until it is over; one with a count
 * strikes so many trades, messages or requests, the next ones that come; the others do what they do
 * at once. Each decision holds for all connections.
 */
public sealed interface Fault {
  /** How often it may strike before it is over; {@link Long#MAX_VALUE} for any number of times. */
  default long times() {
    return Long.MAX_VALUE;
  }

  /** How likely it strikes where it could, above 0 and up to 1. */
  default double probability() {
    return 1;
  }

  /** A message is numbered but never sent. */
  record Drop(double probability) implements Fault {
    /** Checks the range. */
    public Drop {
      requireProbability(probability);
    }
  }

  /** A message's trades are sent a second time in a message with a number of its own. */
  record Duplicate(double probability) implements Fault {
    /** Checks the range. */
    public Duplicate {
      requireProbability(probability);
    }
  }

  /** A message is sent after the one that follows it and has the higher number. */
  record HoldBack(double probability) implements Fault {
    /** Checks the range. */
    public HoldBack {
      requireProbability(probability);
    }
  }

  /** Trades come in any order, each at most {@code span} places from where it belongs. */
  record Reorder(int span) implements Fault {
    /** Checks the range. */
    public Reorder {
      requirePositive(span, "span");
    }
  }

  /** Some trades let up to {@code span} others pass, and come out of their order. */
  record Straggle(double probability, int span) implements Fault {
    /** Checks the ranges. */
    public Straggle {
      requireProbability(probability);
      requirePositive(span, "span");
    }
  }

  /** All messages come later than they should, in their order. */
  record Delay(Duration by) implements Fault {}

  /** All connections end; with a close frame, or abruptly without one. */
  record Disconnect(boolean abrupt) implements Fault {}

  /** All connections that there are stay open, but nothing is sent and nothing heard any more. */
  record HalfOpen() implements Fault {}

  /** REST requests are refused: 429, 500, or any status. */
  record RestStatus(int status, Optional<Duration> retryAfter, long times) implements Fault {
    /** Checks the ranges. */
    public RestStatus {
      if (status < 400 || status > 599) {
        throw new IllegalArgumentException("status " + status + " is not an error");
      }
      requirePositive(times, "requests");
    }
  }

  /** Trades with these ids are never sent, neither by the feed nor by REST. */
  record Hide(IdRange ids) implements Fault {}

  /** The next trades are never sent, neither by the feed nor by REST. */
  record HideNext(long times) implements Fault {
    /** Checks the range. */
    public HideNext {
      requirePositive(times, "next");
    }
  }

  /** The next trades are printed in time, but neither feed nor REST gives them for a while. */
  record Late(long times, Duration by) implements Fault {
    /** Checks the range. */
    public Late {
      requirePositive(times, "next");
    }
  }

  /** The next pages of trades by id lack the trades in their middle; later pages have them. */
  record PageHole(long times) implements Fault {
    /** Checks the range. */
    public PageHole {
      requirePositive(times, "next");
    }
  }

  /** The next messages break off in the middle; their trades are not sent again. */
  record MalformedFrame(long times) implements Fault {
    /** Checks the range. */
    public MalformedFrame {
      requirePositive(times, "next");
    }
  }

  /** The next trades of the feed have a price that is no number. */
  record MalformedTrade(long times) implements Fault {
    /** Checks the range. */
    public MalformedTrade {
      requirePositive(times, "next");
    }
  }

  /** A message of a channel that nobody subscribed to and nobody knows. */
  record UnknownMessage() implements Fault {}

  /**
   * The next trades of the feed come a second time, with the same id and another price. Only those
   * do that have come whole and right, since of two contents the first counts.
   */
  record ConflictingDuplicate(long times) implements Fault {
    /** Checks the range. */
    public ConflictingDuplicate {
      requirePositive(times, "next");
    }
  }

  /** The next trades of the feed carry a time that lies ahead. REST has the right one. */
  record FutureDated(long times, Duration ahead) implements Fault {
    /** Checks the range. */
    public FutureDated {
      requirePositive(times, "next");
    }
  }

  private static void requireProbability(double probability) {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability " + probability + " is not above 0 and up to 1");
    }
  }

  private static void requirePositive(long number, String name) {
    if (number <= 0) {
      throw new IllegalArgumentException("\"" + name + "\" is " + number + ", not above zero");
    }
  }
}
