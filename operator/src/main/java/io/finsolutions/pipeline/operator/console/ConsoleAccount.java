package io.finsolutions.pipeline.operator.console;

/** The ServiceAccount that the console runs as, which may read the rows of every pair. */
public record ConsoleAccount(String namespace, String name) {
  private static final String NAME = "[a-z0-9]([-a-z0-9.]*[a-z0-9])?";

  /**
   * The account that is written {@code namespace/name}.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static ConsoleAccount parse(String text) {
    if (!text.matches(NAME + "/" + NAME)) {
      throw new IllegalArgumentException("'" + text + "' is not NAMESPACE/NAME");
    }
    return new ConsoleAccount(
        text.substring(0, text.indexOf('/')), text.substring(text.indexOf('/') + 1));
  }
}
