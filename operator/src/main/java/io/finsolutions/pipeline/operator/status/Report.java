package io.finsolutions.pipeline.operator.status;

import io.finsolutions.pipeline.operator.api.ComponentStatus;
import java.util.Locale;

/**
 * What was found out about a component.
 *
 * @param resource what the component is, as kind/name
 */
public record Report(String resource, Finding finding) {

  /** As the status shows it. */
  public ComponentStatus component() {
    return new ComponentStatus(
        finding.type().component().toLowerCase(Locale.ROOT),
        finding.isTrue(),
        resource,
        finding.message());
  }
}
