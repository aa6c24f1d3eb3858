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

  /**
   * Of the speed layer: it runs for long, and each row waits for it, so the full compiler pays. But
   * it takes a third of the time of a start: here it waits until code has run ten times as often as
   * it usually does. Little of what it makes lives long: without a limit, a third of the heap would
   * fill up with what is dead.
   */
  public static final List<String> STREAMING =
      List.of(
          "-Xmx512m",
          "-XX:MaxNewSize=64m",
          "-XX:+UseSerialGC",
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  /** Of the batch layer. */
  public static final List<String> BATCH =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** Of a backfill: it holds a day of seconds beside some ten thousand trades. */
  public static final List<String> BACKFILL = List.of("-Xmx768m", "-XX:+UseSerialGC");

  /** Of the console, which writes thousands of bars for one answer: the full compiler pays. */
  public static final List<String> CONSOLE = List.of("-Xmx256m", "-Xmn128m", "-XX:+UseSerialGC");

  private JvmFlags() {}
}
