package io.finsolutions.pipeline.console.pipelines;

import java.util.List;
import java.util.function.Consumer;

/** Where the console learns which pipelines there are. */
public interface PipelineSource extends AutoCloseable {
  /**
   * Begins to look.
   *
   * @param listener is told all pipelines that there are: before this returns, and again whenever
   *     any of them has changed, on a thread of the source
   */
  void start(Consumer<List<PipelineEntry>> listener);

  @Override
  void close();
}
