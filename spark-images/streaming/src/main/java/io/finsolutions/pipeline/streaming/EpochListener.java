package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.streaming.source.Epochs;
import org.apache.spark.sql.streaming.StreamingQueryListener;

/**
 * Notes the epochs of a micro-batch query: when it found nothing to read, there is no batch that
 * would show that it looks.
 */
final class EpochListener extends StreamingQueryListener {
  @Override
  public void onQueryStarted(QueryStartedEvent event) {
    // The first batch shows it.
  }

  @Override
  public void onQueryProgress(QueryProgressEvent event) {
    Epochs.ended();
  }

  @Override
  public void onQueryIdle(QueryIdleEvent event) {
    Epochs.ended();
  }

  @Override
  public void onQueryTerminated(QueryTerminatedEvent event) {
    // The loop that awaits its end notes it.
  }
}
