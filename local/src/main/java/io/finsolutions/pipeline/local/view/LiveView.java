package io.finsolutions.pipeline.local.view;

/** Shows people what a pipeline does. Safe for use by several threads. */
public interface LiveView extends AutoCloseable {
  /** Says something once. */
  void say(String line);

  /** Shows how things are; called several times a second. */
  void show(PipelineSnapshot snapshot);

  /** Shows nothing more, and leaves what was said. */
  @Override
  void close();
}
