package io.finsolutions.pipeline.archive.iceberg;

import org.apache.iceberg.types.Types;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The columns of a file of {@link TradeTable}, which are known by their ids. */
record FileColumns(MessageType file) {
  /**
   * The column that has a place in the table.
   *
   * @throws IllegalStateException if the file does not have it
   */
  ColumnDescriptor at(int place) {
    Types.NestedField column = TradeTable.SCHEMA.columns().get(place);
    for (Type type : file.getFields()) {
      if (type.getId() != null && type.getId().intValue() == column.fieldId()) {
        return file.getColumnDescription(new String[] {type.getName()});
      }
    }
    throw new IllegalStateException("a file of the archive has no column " + column.name());
  }
}
