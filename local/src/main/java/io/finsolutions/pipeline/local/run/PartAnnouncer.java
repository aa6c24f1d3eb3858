package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.local.part.Part;
import io.finsolutions.pipeline.local.part.PartListener;
import io.finsolutions.pipeline.local.view.LiveView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Says in one line each what becomes of the parts, and ends the run when one is lost. */
public final class PartAnnouncer implements PartListener {
  private final LiveView view;
  private final Path folder;
  private final EndSignal end;

  /**
   * Says things on a view.
   *
   * @param folder the folder that logs are named from
   * @param end what is done when a part is lost
   */
  public PartAnnouncer(LiveView view, Path folder, EndSignal end) {
    this.view = view;
    this.folder = folder;
    this.end = end;
  }

  @Override
  public void onUp(Part part, Duration took) {
    view.say(
        "%-10s up in %4s s  %s  %s"
            .formatted(part.name(), seconds(took), part.address(), folder.relativize(part.log())));
  }

  @Override
  public void onRestart(Part part, String ending, Duration pause) {
    if (end.isGiven()) {
      return;
    }
    view.say("%-10s %s; starting it again in %s s".formatted(part.name(), ending, seconds(pause)));
  }

  @Override
  public void onFailed(Part part, String reason) {
    String log = reason.contains(part.log().toString()) ? "" : " (log " + part.log() + ")";
    end.give(RunEnd.failed(part.name() + " " + reason + log));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1_000.0);
  }
}
