package io.finsolutions.pipeline.bench.rig;

import io.finsolutions.pipeline.local.run.JvmFlags;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags of the Java virtual machines under measurement. */
public final class JvmOptions {
  @Option(
      names = "--producer-jvm",
      paramLabel = "FLAGS",
      split = " ",
      description = "Flags of the producer's JVM, as one word. Default: as ./pipeline local.")
  private List<String> producer = JvmFlags.PRODUCER;

  @Option(
      names = "--streaming-jvm",
      paramLabel = "FLAGS",
      split = " ",
      description = "Flags of the speed layer's JVM, likewise.")
  private List<String> streaming = JvmFlags.STREAMING;

  @Option(
      names = "--batch-jvm",
      paramLabel = "FLAGS",
      split = " ",
      description = "Flags of the batch layer's JVM, likewise.")
  private List<String> batch = JvmFlags.BATCH;

  @Option(
      names = "--console-jvm",
      paramLabel = "FLAGS",
      split = " ",
      description = "Flags of the console's JVM, likewise.")
  private List<String> console = JvmFlags.CONSOLE;

  /** To be filled by picocli. */
  public JvmOptions() {}

  /** Those of the producer. */
  public List<String> producer() {
    return producer;
  }

  /** Those of the speed layer. */
  public List<String> streaming() {
    return streaming;
  }

  /** Those of the batch layer. */
  public List<String> batch() {
    return batch;
  }

  /** Those of the console. */
  public List<String> console() {
    return console;
  }
}
