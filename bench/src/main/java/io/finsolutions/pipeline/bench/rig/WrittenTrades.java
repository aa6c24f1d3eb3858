package io.finsolutions.pipeline.bench.rig;

import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.exchange.oracle.PlainBars;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Topics;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Trades that are in the topic before anything is measured.
 *
 * @param tape where they come from
 * @param count how many of its first there are
 */
public record WrittenTrades(GeneratedTape tape, int count) {

  /** Trades from a time on, at a rate. */
  public static WrittenTrades from(Instant start, double rate, int count) {
    return new WrittenTrades(GeneratedTape.of(Rig.PAIR, rate, 1).withStart(start), count);
  }

  /** Writes them as the producer does, into its topic. */
  public WrittenTrades writeTo(Rig rig) {
    return writeTo(rig, Topics.trades(Rig.PAIR, null));
  }

  /** Writes them as the producer does, into any topic. */
  public WrittenTrades writeTo(Rig rig, String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            rig.bootstrapServers(),
            "acks",
            "all",
            "linger.ms",
            20,
            "batch.size",
            1 << 18,
            "enable.idempotence",
            true);
    byte[] key = Rig.PAIR.toString().getBytes(StandardCharsets.UTF_8);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      trades()
          .forEach(
              trade ->
                  producer.send(
                      new ProducerRecord<>(
                          topic,
                          null,
                          trade.time().toEpochMilli(),
                          key,
                          TradeJson.encode(new TradeMessage(trade, Origin.LIVE)))));
    }
    return this;
  }

  /** The rows that they make, counted apart from the pipeline's code. */
  public List<PlainBar> bars(BarWidth width) {
    return PlainBars.of(trades(), width.duration());
  }

  private Stream<Trade> trades() {
    Iterator<Trade> trades = tape.trades();
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(trades, Spliterator.ORDERED), false)
        .limit(count);
  }
}
