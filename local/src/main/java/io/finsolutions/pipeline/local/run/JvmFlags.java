package io.finsolutions.pipeline.local.run;

import java.util.List;

/** The flags of the Java virtual machines of one pair's pipeline, as they were measured to pay. */
public final class JvmFlags {
  /** Of the stand-in exchange. */
  public static final List<String> EXCHANGE =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** Of the producer. */
  public static final List<String> PRODUCER =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** Of the speed layer: it runs for long, and each row waits for it, so the full compiler pays. */
  public static final List<String> STREAMING = List.of("-Xmx512m", "-XX:+UseSerialGC");

  /** Of the batch layer. */
  public static final List<String> BATCH =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private JvmFlags() {}
}
