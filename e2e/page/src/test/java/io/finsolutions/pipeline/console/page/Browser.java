package io.finsolutions.pipeline.console.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium of this machine: that of CHROMIUM, else Debian's. Tests are skipped where there is
 * none, and fail with REQUIRE_BROWSER=true. For one thread.
 */
final class Browser implements AutoCloseable {
  private static final String REQUIRE = "REQUIRE_BROWSER";
  static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Path USUAL = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Path executable) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    // Playwright would download a browser of its own.
    Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    chromium =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable)
                    // As root, in containers and in CI it has no sandbox to start in.
                    .setArgs(List.of("--no-sandbox")));
  }

  /** Starts it; skips the test that asks, saying what to do about it, if there is none. */
  static Browser startOrSkip() {
    String given = System.getenv("CHROMIUM");
    Path executable = given == null || given.isBlank() ? USUAL : Path.of(given);
    if (!Files.isExecutable(executable)) {
      String whyNot =
          "no browser at %s: install chromium, or name one by CHROMIUM".formatted(executable);
      if (Boolean.parseBoolean(System.getProperty(REQUIRE, System.getenv(REQUIRE)))) {
        Assertions.fail(whyNot);
      }
      Assumptions.abort(whyNot);
    }
    return new Browser(executable);
  }

  /** A window that knows nothing of others: no storage, no cache. */
  Window open(Screen screen) {
    return new Window(
        chromium.newContext(
            new NewContextOptions()
                .setViewportSize(screen.width(), screen.height())
                .setColorScheme(screen.scheme())
                .setHasTouch(screen.isTouched())
                .setIsMobile(screen.isTouched())
                .setDeviceScaleFactor(screen.density())
                .setTimezoneId("Asia/Kolkata")));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
