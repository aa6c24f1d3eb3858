package io.finsolutions.pipeline.batch.engine;

/** The way to the store. */
public interface FinalStores {
  /** Connects, and waits a while for a store that is not there yet. */
  FinalStore connectPatiently() throws StoreException;

  /** Connects to a store that should be there. */
  FinalStore connect() throws StoreException;
}
