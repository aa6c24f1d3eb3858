package io.finsolutions.pipeline.bench.report;

import io.finsolutions.pipeline.local.run.Applications;
import picocli.CommandLine.Option;

/** Where a report goes. */
public final class Output {
  @Option(
      names = "--write",
      description = "Write the figures into docs/benchmarks.md of this checkout, too.")
  private boolean write;

  /** To be filled by picocli. */
  public Output() {}

  /**
   * Prints a report and, if that was asked for, puts it into the documentation.
   *
   * @param command the name of the command that measured
   * @param title what it measured
   */
  public void publish(String command, String title, Report report) {
    System.out.println(report);
    if (write) {
      BenchmarksPage page = new BenchmarksPage(Applications.find().checkout());
      System.out.println("written to " + page.write(command, title, report));
    }
  }
}
