package io.finsolutions.pipeline.batch.postgres;

import io.finsolutions.pipeline.batch.engine.FinalStore;
import io.finsolutions.pipeline.batch.engine.FinalStores;
import io.finsolutions.pipeline.batch.engine.StoreException;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.DatabaseSettings;

/** The way to Postgres for the runs of one product. */
public record PostgresFinalStores(DatabaseSettings database, TradingPair product)
    implements FinalStores {
  @Override
  public FinalStore connectPatiently() throws StoreException {
    return new PostgresFinalStore(
        Answer.of("connect", () -> database.connectPatiently(applicationName())), product);
  }

  @Override
  public FinalStore connect() throws StoreException {
    return new PostgresFinalStore(
        Answer.of("connect", () -> database.connect(applicationName())), product);
  }

  private String applicationName() {
    return "batch " + product;
  }
}
