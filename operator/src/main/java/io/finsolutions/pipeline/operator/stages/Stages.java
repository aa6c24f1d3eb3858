package io.finsolutions.pipeline.operator.stages;

import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.api.FreshnessStatus;
import io.finsolutions.pipeline.operator.api.HealingStatus;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.database.DatabaseConnection;
import io.finsolutions.pipeline.operator.foreign.PodMonitor;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import io.finsolutions.pipeline.operator.freshness.Freshness;
import io.finsolutions.pipeline.operator.freshness.Look;
import io.finsolutions.pipeline.operator.monitoring.PairMonitor;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.products.PairCheck;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Conditions;
import io.finsolutions.pipeline.operator.status.Finding;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.Report;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The order of things: topics and database, then the migration, then the producer, the speed layer
 * and the batch layer. What waits is not made; what is there already goes on, and is changed only
 * when everything before it is as it should be.
 */
public final class Stages {
  private static final PairMonitor MONITOR = new PairMonitor();

  private final PairCheck pairCheck;
  private final Clock clock;
  private final KafkaStage kafka = new KafkaStage();
  private final DatabaseStage database = new DatabaseStage();
  private final MigrationStage migration;
  private final ProducerStage producer = new ProducerStage();
  private final StreamingStage streaming;
  private final BatchStage batch = new BatchStage();
  private final ConsoleStage console = new ConsoleStage();

  /** The stages, with what they ask. */
  public Stages(PairCheck pairCheck, Clock clock) {
    this.pairCheck = pairCheck;
    this.clock = clock;
    migration = new MigrationStage(clock);
    streaming = new StreamingStage(clock);
  }

  /**
   * What came of a pass.
   *
   * @param unknownPair why the exchange does not have the pair, if it does not
   * @param reports on each part, in order
   * @param database the way into the database, as far as it is known
   */
  public record Outcome(
      Optional<String> unknownPair,
      List<Report> reports,
      Optional<DatabaseConnection> database,
      Finding fresh,
      FreshnessStatus freshness,
      HealingStatus healing) {}

  /** Goes through all of it once. */
  public Outcome run(Work work) {
    Pair pair = work.pair();
    Optional<String> unknownPair = pairCheck.whyNot(pair.product());
    CryptoPipelineStatus before =
        pair.resource().getStatus() == null
            ? CryptoPipelineStatus.EMPTY
            : pair.resource().getStatus();
    if (unknownPair.isPresent() && !ProducerStage.exists(work)) {
      return new Outcome(
          unknownPair,
          List.of(),
          Optional.empty(),
          Finding.unknown(ConditionType.FRESH, Reason.PAIR_UNKNOWN, unknownPair.get()),
          before.freshness(),
          before.healing());
    }
    KafkaStage.Outcome topics = kafka.run(work);
    DatabaseStage.Outcome rows = database.run(work);
    Surroundings surroundings =
        new Surroundings(topics.connection().orElse(null), rows.connection().orElse(null));
    Report migrated = migrate(work, surroundings, rows);
    Gates gates = new Gates(work, topics, rows, migrated);
    Report produced = producer.run(work, surroundings, gates.beforeProducer());
    StreamingStage.Outcome counted =
        streaming.run(work, surroundings, gates.beforeStreaming(produced));
    Report settled = batch.run(work, surroundings, gates.beforeBatch());
    console.run(work, surroundings);
    if (work.watches().has(PodMonitor.class)) {
      work.apply(MONITOR, surroundings);
    }
    Optional<Look> look = work.look();
    return new Outcome(
        unknownPair,
        List.of(topics.report(), rows.report(), migrated, produced, counted.report(), settled),
        rows.connection(),
        fresh(pair, before, look),
        Freshness.status(before.freshness(), look),
        counted.healing());
  }

  private Report migrate(Work work, Surroundings surroundings, DatabaseStage.Outcome rows) {
    return rows.connection().isPresent()
        ? migration.run(work, surroundings, rows.report().finding().isTrue())
        : new Report(
            MigrationStage.resource(work.pair()),
            Finding.fails(ConditionType.MIGRATION_READY, Reason.WAITING, "waits for the database"));
  }

  // An operator that has just started knows less than the one before it.
  private Finding fresh(Pair pair, CryptoPipelineStatus before, Optional<Look> look) {
    return look.isPresent()
        ? Freshness.judge(look, made(pair), clock.instant())
        : Conditions.find(before.conditions(), ConditionType.FRESH)
            .flatMap(condition -> Finding.of(ConditionType.FRESH, condition))
            .orElseGet(() -> Freshness.judge(look, made(pair), clock.instant()));
  }

  private static Instant made(Pair pair) {
    return Instant.parse(pair.resource().getMetadata().getCreationTimestamp());
  }

  /** What each of the last three stages waits for, in words. */
  private record Gates(
      Work work, KafkaStage.Outcome topics, DatabaseStage.Outcome rows, Report migrated) {

    Optional<String> beforeProducer() {
      boolean isFirst = !ProducerStage.exists(work);
      return missing()
          .or(() -> waiting(isFirst && !topics.report().finding().isTrue(), "the topics"));
    }

    Optional<String> beforeStreaming(Report produced) {
      boolean isFirst = !StreamingStage.exists(work) && !work.pair().spec().suspend();
      return missing().or(() -> waiting(isFirst && !produced.finding().isTrue(), "the producer"));
    }

    Optional<String> beforeBatch() {
      boolean isFirst = !BatchStage.exists(work);
      boolean isStreamingToCome =
          work.watches().has(SparkApplication.class) && !StreamingStage.exists(work);
      return missing().or(() -> waiting(isFirst && isStreamingToCome, "the speed layer"));
    }

    private Optional<String> missing() {
      return waiting(topics.connection().isEmpty(), "the topics")
          .or(() -> waiting(rows.connection().isEmpty(), "the database"))
          .or(() -> waiting(!migrated.finding().isTrue(), "the migration"));
    }

    private static Optional<String> waiting(boolean waits, String what) {
      return waits ? Optional.of(what) : Optional.empty();
    }
  }
}
