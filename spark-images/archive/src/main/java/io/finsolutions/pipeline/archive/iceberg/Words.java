package io.finsolutions.pipeline.archive.iceberg;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.parquet.ParquetValueReaders;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.api.Binary;

/**
 * What words stand for. Half a million rows of a day have the same few, so each is looked at once.
 *
 * @param <T> what they stand for
 */
final class Words<T> extends ParquetValueReaders.PrimitiveReader<T> {
  private final Function<String, T> meaning;
  private final Map<Binary, T> known = new HashMap<>();

  Words(ColumnDescriptor column, Function<String, T> meaning) {
    super(column);
    this.meaning = meaning;
  }

  @Override
  public T read(T reuse) {
    Binary word = column.nextBinary();
    T value = known.get(word);
    if (value == null) {
      value = meaning.apply(word.toStringUsingUTF8());
      known.put(word.copy(), value);
    }
    return value;
  }
}
