package io.finsolutions.pipeline.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A window with the page, and what its console has complained about. */
final class Window implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** What a browser itself says of an answer that is no success. */
  private static final String NO_ANSWER = "Failed to load resource";

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> strangers = new CopyOnWriteArrayList<>();

  Window(BrowserContext context) {
    this.context = context;
    context.setDefaultTimeout(Browser.PATIENCE.toMillis());
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  /** Goes to an address of a console, whose page must ask nobody else for anything. */
  Window go(URI console, String query) {
    page.onRequest(
        request -> {
          String url = request.url();
          if (!url.startsWith(console.toString()) && !url.startsWith("blob:")) {
            strangers.add(url);
          }
        });
    page.navigate(console + "/" + query);
    return this;
  }

  /** For what is particular to one test. */
  Page page() {
    return page;
  }

  Locator at(String selector) {
    return page.locator(selector);
  }

  /** Waits for something to be so. */
  LocatorAssertions expect(String selector) {
    return PlaywrightAssertions.assertThat(page.locator(selector));
  }

  /** What an expression in the page is worth. */
  Object value(String expression) {
    return page.evaluate(expression);
  }

  /**
   * Waits for an expression in the page to be true. Asks from outside over and over: the page's own
   * policy forbids that it evaluates text itself.
   */
  void await(String expression) {
    page.waitForCondition(() -> Boolean.TRUE.equals(value(expression)));
  }

  /** Waits until bars are on the screen. */
  Window awaitBars() {
    expect("#range-shown").not().isEmpty();
    expect("#readout .when").not().isEmpty();
    return this;
  }

  void press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  /** Keeps a picture of the window among the build's output. */
  void keepPicture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /** Fails if the page has complained, or has asked anybody but its console. */
  void hasNotComplained() {
    assertThat(complaints).isEmpty();
    assertThat(strangers).isEmpty();
  }

  /** The same of a page whose console was away or refused an answer, which the browser notes. */
  void hasOnlyMissedAnswers() {
    assertThat(complaints).allSatisfy(complaint -> assertThat(complaint).startsWith(NO_ANSWER));
    assertThat(strangers).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
