package io.finsolutions.pipeline.peers.kafkastreams;

import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** A trade as it is in the topic. */
final class TradeSerde implements Serde<TradeMessage> {
  @Override
  public Serializer<TradeMessage> serializer() {
    return (topic, message) -> TradeJson.encode(message);
  }

  @Override
  public Deserializer<TradeMessage> deserializer() {
    return (topic, bytes) -> {
      try {
        return TradeJson.decode(bytes);
      } catch (MalformedTradeException e) {
        throw new SerializationException(e);
      }
    };
  }
}
