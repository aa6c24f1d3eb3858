package io.finsolutions.pipeline.peers.kafkastreams;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** A count as the state store and its changelog keep it. */
final class SecondCountSerde implements Serde<SecondCount> {
  @Override
  public Serializer<SecondCount> serializer() {
    return (topic, count) -> count == null ? null : write(count);
  }

  @Override
  public Deserializer<SecondCount> deserializer() {
    return (topic, bytes) -> bytes == null ? null : read(bytes);
  }

  private static byte[] write(SecondCount count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(count.trades());
      out.writeLong(count.buys());
      write(out, count.open());
      out.writeLong(count.openMicros());
      out.writeLong(count.openId());
      write(out, count.high());
      write(out, count.low());
      write(out, count.close());
      out.writeLong(count.closeMicros());
      out.writeLong(count.closeId());
      write(out, count.baseVolume());
      write(out, count.quoteVolume());
      out.writeLong(count.lastTradeId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static SecondCount read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new SecondCount(
          in.readLong(),
          in.readLong(),
          decimal(in),
          in.readLong(),
          in.readLong(),
          decimal(in),
          decimal(in),
          decimal(in),
          in.readLong(),
          in.readLong(),
          decimal(in),
          decimal(in),
          in.readLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutputStream out, BigDecimal decimal) throws IOException {
    byte[] digits = decimal.unscaledValue().toByteArray();
    out.writeByte(decimal.scale());
    out.writeByte(digits.length);
    out.write(digits);
  }

  private static BigDecimal decimal(DataInputStream in) throws IOException {
    int scale = in.readByte();
    return new BigDecimal(new BigInteger(in.readNBytes(in.readByte())), scale);
  }
}
