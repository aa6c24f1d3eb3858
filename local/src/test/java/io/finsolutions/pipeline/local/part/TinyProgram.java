package io.finsolutions.pipeline.local.part;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program that says it works by a file, and runs until it is ended. */
final class TinyProgram {
  private TinyProgram() {}

  /** Takes the file, or the word {@code fail}. */
  public static void main(String[] arguments) throws Exception {
    System.out.println("hello from " + ProcessHandle.current().pid());
    if (arguments[0].equals("fail")) {
      System.out.println("it will not do");
      System.exit(3);
    }
    Files.writeString(Path.of(arguments[0]), Long.toString(ProcessHandle.current().pid()));
    Thread.currentThread().join();
  }
}
