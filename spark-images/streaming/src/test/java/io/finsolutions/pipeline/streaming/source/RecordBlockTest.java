package io.finsolutions.pipeline.streaming.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.streaming.engine.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordBlockTest {
  @Property
  void recordsComeOutAsTheyWentIn(@ForAll List<byte[]> values) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (byte[] value : values) {
      records.add(record(10L + 2 * records.size(), value));
    }
    List<SourceRecord> entries = RecordBlock.unpack(RecordBlock.pack(records));
    assertThat(entries)
        .extracting(SourceRecord::offset)
        .containsExactlyElementsOf(records.stream().map(ConsumerRecord::offset).toList());
    assertThat(entries)
        .extracting(SourceRecord::timestamp)
        .containsExactlyElementsOf(records.stream().map(ConsumerRecord::timestamp).toList());
    assertThat(entries.stream().map(SourceRecord::value).toList())
        .usingRecursiveComparison()
        .isEqualTo(values);
  }

  @Test
  void aRecordWithoutValueStaysOne() {
    byte[] block =
        RecordBlock.pack(List.of(record(7, null), record(8, new byte[0]), record(9, bytes("x"))));
    List<SourceRecord> entries = RecordBlock.unpack(block);
    assertThat(entries.get(0).value()).isNull();
    assertThat(entries.get(1).value()).isEmpty();
    assertThat(entries.get(2)).extracting(SourceRecord::offset).isEqualTo(9L);
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
    return new ConsumerRecord<>(
        "trades",
        0,
        offset,
        1_000 + offset,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
