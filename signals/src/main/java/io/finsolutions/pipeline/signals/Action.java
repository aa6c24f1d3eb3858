package io.finsolutions.pipeline.signals;

/** What a signal suggests to do. */
public enum Action {
  BUY,
  SELL,
  HOLD
}
