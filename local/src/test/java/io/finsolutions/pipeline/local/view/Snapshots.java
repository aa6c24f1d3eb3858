package io.finsolutions.pipeline.local.view;

import io.finsolutions.pipeline.local.Rows;
import io.finsolutions.pipeline.local.part.PartStatus;
import io.finsolutions.pipeline.local.part.PartStatus.State;
import io.finsolutions.pipeline.local.view.PipelineSnapshot.Addresses;
import io.finsolutions.pipeline.store.PipelineStatus;
import io.finsolutions.pipeline.store.PipelineStatus.LatestRun;
import io.finsolutions.pipeline.store.StoredBar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Snapshots of a pipeline that has run for a while. */
final class Snapshots {
  static final Instant NOW = Instant.parse("2026-11-22T18:31:42.500Z");

  private Snapshots() {}

  static PipelineSnapshot healthy() {
    List<StoredBar> seconds = new ArrayList<>();
    for (int ago = 0; ago < 60; ago++) {
      Instant start = Instant.parse("2026-11-22T18:31:41Z").minusSeconds(ago);
      seconds.add(
          ago <= 2 ? Rows.provisional(start, Duration.ofMillis(212)) : Rows.finalRow(start));
    }
    return new PipelineSnapshot(
        Rows.BTC_USD,
        "replaying a recording of 2016-10-07, 10 times as fast",
        NOW,
        Duration.ofSeconds(192),
        seconds,
        Optional.of(status(run("done", Optional.empty()))),
        List.of(
            up("broker", 101),
            up("database", 102),
            up("exchange", 103),
            up("producer", 104),
            new PartStatus("streaming", State.RESTARTING, OptionalLong.empty(), 1),
            up("batch", 106)),
        new Addresses(
            "http://localhost:8080/",
            "postgresql://postgres@127.0.0.1:5432",
            List.of(
                "producer http://127.0.0.1:33001/metrics",
                "streaming http://127.0.0.1:33002/metrics"),
            Path.of("/state/BTC-USD/logs")),
        Optional.empty());
  }

  static PipelineSnapshot with(PipelineSnapshot snapshot, Optional<PipelineStatus> status) {
    return new PipelineSnapshot(
        snapshot.pair(),
        snapshot.feed(),
        snapshot.now(),
        snapshot.uptime(),
        snapshot.seconds(),
        status,
        snapshot.parts(),
        snapshot.addresses(),
        snapshot.trouble());
  }

  static PipelineSnapshot withSeconds(PipelineSnapshot snapshot, List<StoredBar> seconds) {
    return new PipelineSnapshot(
        snapshot.pair(),
        snapshot.feed(),
        snapshot.now(),
        snapshot.uptime(),
        seconds,
        snapshot.status(),
        snapshot.parts(),
        snapshot.addresses(),
        snapshot.trouble());
  }

  static PipelineStatus status(LatestRun run) {
    return new PipelineStatus(
        Rows.BTC_USD,
        Optional.of(Instant.parse("2026-11-22T18:31:00Z")),
        Optional.empty(),
        Optional.empty(),
        Optional.of(NOW.minusMillis(600)),
        Optional.of(NOW.minusMillis(400)),
        0,
        2,
        Optional.of(run));
  }

  static LatestRun run(String status, Optional<String> error) {
    Instant started = Instant.parse("2026-11-22T18:31:05Z");
    return new LatestRun(
        3,
        status,
        started,
        Optional.of(started.plusMillis(4_130)),
        error,
        OptionalLong.of(0),
        OptionalLong.empty());
  }

  private static PartStatus up(String name, long pid) {
    return new PartStatus(name, State.UP, OptionalLong.of(pid), 0);
  }
}
