package io.finsolutions.pipeline.market;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/**
 * A bar on its way from one Java virtual machine to another of the same build: a single object of
 * about 200 bytes, where Java would write one for each number and remember them all.
 */
final class SerializedBar implements Externalizable {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_LONG_BITS = 63;
  private static final int AS_LONG = -1;

  private Bar bar;

  /** For deserialization only. */
  public SerializedBar() {}

  SerializedBar(Bar bar) {
    this.bar = bar;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeUTF(bar.product().toString());
    out.writeByte(bar.width().ordinal());
    out.writeLong(bar.start().getEpochSecond());
    out.writeLong(bar.trades());
    out.writeLong(bar.buys());
    out.writeLong(bar.sells());
    write(out, bar.open());
    write(out, bar.high());
    write(out, bar.low());
    write(out, bar.close());
    write(out, bar.openTime());
    write(out, bar.closeTime());
    out.writeLong(bar.firstTradeId());
    out.writeLong(bar.lastTradeId());
    write(out, bar.baseVolume());
    write(out, bar.buyVolume());
    write(out, bar.sellVolume());
    write(out, bar.quoteVolume());
    write(out, bar.priceSum());
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    bar =
        new Bar(
            TradingPair.parse(in.readUTF()),
            BarWidth.values()[in.readByte()],
            Instant.ofEpochSecond(in.readLong()),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            readDecimal(in),
            readDecimal(in),
            readDecimal(in),
            readDecimal(in),
            readInstant(in),
            readInstant(in),
            in.readLong(),
            in.readLong(),
            readDecimal(in),
            readDecimal(in),
            readDecimal(in),
            readDecimal(in),
            readDecimal(in));
  }

  private Object readResolve() {
    return bar;
  }

  private static void write(ObjectOutput out, Instant time) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static Instant readInstant(ObjectInput in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void write(ObjectOutput out, BigDecimal value) throws IOException {
    out.writeInt(value.scale());
    BigInteger unscaled = value.unscaledValue();
    if (unscaled.bitLength() <= LONGEST_LONG_BITS) {
      out.writeInt(AS_LONG);
      out.writeLong(unscaled.longValue());
    } else {
      byte[] bytes = unscaled.toByteArray();
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static BigDecimal readDecimal(ObjectInput in) throws IOException {
    int scale = in.readInt();
    int length = in.readInt();
    if (length == AS_LONG) {
      return BigDecimal.valueOf(in.readLong(), scale);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new BigDecimal(new BigInteger(bytes), scale);
  }
}
