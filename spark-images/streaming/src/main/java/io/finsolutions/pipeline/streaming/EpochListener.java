package io.finsolutions.pipeline.streaming;

import org.apache.spark.sql.streaming.StreamingQueryListener;

/**
 * Notes the epochs of a micro-batch query: when it found nothing to read, it opens no writer that
 * would show that it looks.
 */
final class EpochListener extends StreamingQueryListener {
  @Override
  public void onQueryStarted(QueryStartedEvent event) {
    // The first batch shows it.
  }

  @Override
  public void onQueryProgress(QueryProgressEvent event) {
    StreamHealth.epochOpened();
  }

  @Override
  public void onQueryIdle(QueryIdleEvent event) {
    StreamHealth.epochOpened();
  }

  @Override
  public void onQueryTerminated(QueryTerminatedEvent event) {
    // The loop that awaits its end notes it.
  }
}
