package io.finsolutions.pipeline.exchange;

/** What the stand-in's clock shows, and so which times its trades have. */
public enum ClockMode {
  /** The real time: a trade's time is the moment at which it is printed. */
  NOW,
  /** The tape's time of day on a chosen date; it runs as many times as fast as the tape plays. */
  TAPE
}
