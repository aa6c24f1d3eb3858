package io.finsolutions.pipeline.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalViewTest {
  private static final int ROWS = 24;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final TerminalView view =
      new TerminalView(
          new PrintStream(printed, true, StandardCharsets.UTF_8), new FixedSize(80, ROWS), false);

  @Test
  void theScreenIsDrawnAnewInPlace() {
    view.show(Snapshots.healthy());
    printed.reset();

    view.show(Snapshots.healthy());

    assertThat(text()).startsWith("\u001b[?25l\u001b[" + (ROWS - 1) + "A\r");
    assertThat(text().chars().filter(c -> c == '\n')).hasSize(ROWS - 1);
  }

  @Test
  void whatIsSaidScrollsAwayAboveTheScreen() {
    view.show(Snapshots.healthy());
    printed.reset();

    view.say("producer ended");

    assertThat(text()).startsWith("\u001b[" + (ROWS - 1) + "A\rproducer ended\u001b[K\n");
    assertThat(text()).contains("BTC-USD");
  }

  @Test
  void theCursorComesBackAtTheEnd() {
    view.show(Snapshots.healthy());
    view.close();
    view.say("ended");

    assertThat(text()).contains("\u001b[?25h").endsWith("ended\u001b[K\n\u001b[J");
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private record FixedSize(int columns, int rows) implements TerminalSize {}
}
