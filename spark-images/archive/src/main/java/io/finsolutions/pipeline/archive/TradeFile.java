package io.finsolutions.pipeline.archive;

import java.io.Serializable;

/** A file of trades that is written. */
public interface TradeFile extends Serializable {
  /** Where it is. */
  String location();

  /** How many trades are in it. */
  long trades();
}
