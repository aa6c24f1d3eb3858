package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.exchange.fault.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Refuses REST requests: of addresses that ask too often, and when a fault wants it. */
final class RequestGate {
  private final int requestsPerSecond;
  private final Faults faults;
  private final Map<String, Allowance> allowances = new HashMap<>();

  private static final class Allowance {
    private double requests;
    private long updatedNanos = System.nanoTime();

    Allowance(double requests) {
      this.requests = requests;
    }
  }

  RequestGate(int requestsPerSecond, Faults faults) {
    this.requestsPerSecond = requestsPerSecond;
    this.faults = faults;
  }

  /** Lets a request pass, or throws the refusal that it gets. */
  void pass(String address) {
    Optional<Fault.RestStatus> fault = faults.strike(Fault.RestStatus.class);
    if (fault.isPresent()) {
      throw ErrorAnswer.ofStatus(fault.get().status(), fault.get().retryAfter());
    }
    if (requestsPerSecond > 0 && !takeOne(address)) {
      throw ErrorAnswer.ofStatus(429, Optional.empty());
    }
  }

  private synchronized boolean takeOne(String address) {
    Allowance allowance =
        allowances.computeIfAbsent(address, none -> new Allowance(requestsPerSecond));
    long now = System.nanoTime();
    double gained =
        (now - allowance.updatedNanos)
            / (double) Duration.ofSeconds(1).toNanos()
            * requestsPerSecond;
    allowance.requests = Math.min(requestsPerSecond, allowance.requests + gained);
    allowance.updatedNanos = now;
    if (allowance.requests < 1) {
      return false;
    }
    allowance.requests--;
    return true;
  }
}
