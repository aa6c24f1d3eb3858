package io.finsolutions.pipeline.operator.cluster;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An operator in a namespace of its own, for all tests of a class; each has pairs of its own. */
final class SharedOperator implements BeforeAllCallback, AfterAllCallback {
  private final MovableClock clock = new MovableClock();
  private Surrounding surrounding;
  private TestOperator operator;

  @Override
  public void beforeAll(ExtensionContext context) throws InterruptedException {
    surrounding = Surrounding.create();
    operator =
        TestOperator.of(surrounding.client().getConfiguration(), surrounding.namespace())
            .clock(clock)
            .start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (operator != null) {
      operator.close();
    }
    if (surrounding != null) {
      surrounding.close();
    }
  }

  /** Where it is. */
  Surrounding surrounding() {
    return surrounding;
  }

  /** The operator. */
  TestOperator operator() {
    return operator;
  }

  /** The time that the operator goes by. */
  MovableClock clock() {
    return clock;
  }
}
