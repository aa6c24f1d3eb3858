package io.finsolutions.pipeline.local.chaos;

import java.time.Duration;

/** Something that is made to go wrong. */
sealed interface ChaosFault {
  /** What it is, in a word or two. */
  String kind();

  /** What it strikes. */
  String target();

  /** How long it goes on before it is over; zero for what happens at once. */
  Duration lasting();

  /** A process is killed (SIGKILL); the batch layer while a run is under way. */
  record Kill(Target process) implements ChaosFault {
    @Override
    public String kind() {
      return "kill";
    }

    @Override
    public String target() {
      return process.toString();
    }

    @Override
    public Duration lasting() {
      return Duration.ZERO;
    }
  }

  /** A process and its children are held up (SIGSTOP), and go on later (SIGCONT). */
  record Suspension(Target process, Duration lasting) implements ChaosFault {
    @Override
    public String kind() {
      return "stop";
    }

    @Override
    public String target() {
      return process.toString();
    }
  }

  /** Not a byte is left on the disk of a server, until some are freed. */
  record FullDisk(Target process, Duration lasting) implements ChaosFault {
    @Override
    public String kind() {
      return "full disk";
    }

    @Override
    public String target() {
      return process.toString();
    }
  }

  /**
   * The exchange does something wrong.
   *
   * @param kind what, in a word or two
   * @param json the fault as the stand-in exchange reads it
   */
  record ExchangeFault(String kind, String json, Duration lasting) implements ChaosFault {
    @Override
    public String target() {
      return json.contains("rest-status") ? "rest" : "feed";
    }
  }
}
