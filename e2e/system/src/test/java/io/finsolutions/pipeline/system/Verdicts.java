package io.finsolutions.pipeline.system;

import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Says in the timeline when a test begins, and how it ends. */
final class Verdicts implements TestWatcher, BeforeEachCallback {
  @Override
  public void beforeEach(ExtensionContext context) {
    Timeline.tell("== %s", name(context));
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    Timeline.tell("== passed: %s", name(context));
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    Timeline.tell("== FAILED: %s: %s", name(context), cause.getMessage());
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    Timeline.tell("== skipped: %s: %s", name(context), cause.getMessage());
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    Timeline.tell("== skipped: %s: %s", name(context), reason.orElse("no reason is given"));
  }

  private static String name(ExtensionContext context) {
    return context.getRequiredTestClass().getSimpleName()
        + "."
        + context.getRequiredTestMethod().getName();
  }
}
