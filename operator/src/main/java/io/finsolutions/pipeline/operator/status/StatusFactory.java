package io.finsolutions.pipeline.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.api.FreshnessStatus;
import io.finsolutions.pipeline.operator.api.HealingStatus;
import io.finsolutions.pipeline.operator.api.Phase;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts together the status of a pair from what was found out about its parts. */
public final class StatusFactory {
  private static final Set<Reason> ON_THE_WAY = Set.of(Reason.STARTING, Reason.WAITING);

  /** A part that has worked should be back by then. */
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private final Clock clock;

  /** Dates conditions by a clock. */
  public StatusFactory(Clock clock) {
    this.clock = clock;
  }

  /**
   * The status after a pass.
   *
   * @param unknownPair why the exchange does not have the pair, if it does not
   * @param reports on each part, in the order in which one needs the other
   */
  public CryptoPipelineStatus afterPass(
      Pair pair,
      Optional<String> unknownPair,
      List<Report> reports,
      Finding fresh,
      FreshnessStatus freshness,
      HealingStatus healing) {
    CryptoPipelineStatus before = before(pair);
    Finding ready = ready(pair, unknownPair, reports);
    Finding degraded = degraded(pair, before, ready);
    List<Finding> findings = new ArrayList<>(reports.stream().map(Report::finding).toList());
    findings.add(ready);
    findings.add(degraded);
    findings.add(pair.spec().suspend() ? suspended(ConditionType.FRESH) : fresh);
    findings.add(notPaused());
    return new CryptoPipelineStatus(
        generation(pair),
        phase(pair, ready, degraded),
        conditions(before, findings, pair),
        reports.stream().map(Report::component).toList(),
        firstReadyAt(before, ready),
        freshness,
        healing);
  }

  /** The status of a pair that is left alone: as it was, but for that. */
  public CryptoPipelineStatus paused(Pair pair) {
    CryptoPipelineStatus before = before(pair);
    List<Finding> findings =
        List.of(
            Finding.unknown(
                ConditionType.READY, Reason.PAUSED, "nobody looks while the pair is paused"),
            Finding.holds(
                ConditionType.PAUSED,
                Reason.PAUSED,
                "left alone, as annotation finsolutions.io/paused says: take it away to go on"));
    return new CryptoPipelineStatus(
        before.observedGeneration(),
        Phase.PAUSED,
        conditions(before, findings, pair),
        before.components(),
        before.firstReadyAt(),
        before.freshness(),
        before.healing());
  }

  /** The status of a pair that is being deleted. */
  public CryptoPipelineStatus deleting(Pair pair, String waitsFor) {
    CryptoPipelineStatus before = before(pair);
    List<Finding> findings =
        List.of(
            Finding.fails(
                ConditionType.READY, Reason.DELETING, "waits for " + waitsFor + " to go"));
    return new CryptoPipelineStatus(
        generation(pair),
        Phase.DELETING,
        conditions(before, findings, pair),
        List.of(),
        before.firstReadyAt(),
        before.freshness(),
        before.healing());
  }

  private static CryptoPipelineStatus before(Pair pair) {
    CryptoPipelineStatus status = pair.resource().getStatus();
    return status == null ? CryptoPipelineStatus.EMPTY : status;
  }

  private static Long generation(Pair pair) {
    return pair.resource().getMetadata().getGeneration();
  }

  private List<Condition> conditions(
      CryptoPipelineStatus before, List<Finding> findings, Pair pair) {
    return Conditions.after(before.conditions(), findings, generation(pair), clock);
  }

  private static Finding ready(Pair pair, Optional<String> unknownPair, List<Report> reports) {
    if (unknownPair.isPresent()) {
      return Finding.fails(ConditionType.READY, Reason.PAIR_UNKNOWN, unknownPair.get());
    }
    if (pair.spec().suspend()) {
      return Finding.fails(
          ConditionType.READY, Reason.SUSPENDED, "stands still, as spec.suspend says");
    }
    return reports.stream()
        .filter(report -> !report.finding().isTrue())
        .findFirst()
        .map(
            report ->
                Finding.fails(
                    ConditionType.READY,
                    report.finding().reason(),
                    report.resource() + ": " + report.finding().message()))
        .orElseGet(() -> Finding.holds(ConditionType.READY, Reason.READY, "every part works"));
  }

  // A start takes its time; what has worked and fails now, or takes too long, is another matter.
  private Finding degraded(Pair pair, CryptoPipelineStatus before, Finding ready) {
    boolean hasWorked = before.firstReadyAt() != null;
    boolean isMissed = !ready.isTrue() && !pair.spec().suspend();
    return hasWorked && isMissed && (!ON_THE_WAY.contains(ready.reason()) || isOverdue(before))
        ? Finding.holds(ConditionType.DEGRADED, Reason.COMPONENT_FAILED, ready.message())
        : Finding.fails(
            ConditionType.DEGRADED, Reason.NOT_DEGRADED, "nothing that has worked fails");
  }

  private boolean isOverdue(CryptoPipelineStatus before) {
    return Conditions.find(before.conditions(), ConditionType.READY)
        .filter(condition -> "False".equals(condition.getStatus()))
        .filter(this::isOld)
        .filter(condition -> hasGoneOnLongAgo(before))
        .isPresent();
  }

  // A pair that stood still was not ready all the time. Whether its rows are fresh has been asked
  // anew since it was told to go on.
  private boolean hasGoneOnLongAgo(CryptoPipelineStatus before) {
    return Conditions.find(before.conditions(), ConditionType.FRESH)
        .filter(condition -> !Reason.SUSPENDED.id().equals(condition.getReason()))
        .filter(this::isOld)
        .isPresent();
  }

  private boolean isOld(Condition condition) {
    return clock
        .instant()
        .isAfter(Instant.parse(condition.getLastTransitionTime()).plus(LONGEST_START));
  }

  private static Phase phase(Pair pair, Finding ready, Finding degraded) {
    if (pair.spec().suspend()) {
      return Phase.SUSPENDED;
    }
    if (ready.isTrue()) {
      return Phase.RUNNING;
    }
    if (degraded.isTrue()) {
      return Phase.DEGRADED;
    }
    return ON_THE_WAY.contains(ready.reason()) ? Phase.STARTING : Phase.PENDING;
  }

  private String firstReadyAt(CryptoPipelineStatus before, Finding ready) {
    return before.firstReadyAt() != null || !ready.isTrue()
        ? before.firstReadyAt()
        : clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Finding suspended(ConditionType type) {
    return Finding.unknown(type, Reason.SUSPENDED, "stands still, as spec.suspend says");
  }

  private static Finding notPaused() {
    return Finding.fails(ConditionType.PAUSED, Reason.NOT_PAUSED, "the operator sees to the pair");
  }
}
