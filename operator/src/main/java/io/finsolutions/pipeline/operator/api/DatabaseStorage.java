package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The volume of a database. */
@ValidationRule(
    value = DatabaseStorage.SIZE_IS_WELL_WRITTEN,
    message = "storage.size: write a whole number of Mi, Gi or Ti, such as 10Gi")
@ValidationRule(
    value = DatabaseStorage.SIZE_IS_NOT_LOWERED,
    message =
        "storage.size cannot be lowered, since volumes do not shrink: leave it, or move the rows to"
            + " another CryptoPipeline by a dump")
@ValidationRule(
    value = DatabaseStorage.CLASS_IS_THE_SAME,
    message =
        "storage.storageClassName cannot be changed, since the volume is there already: leave it,"
            + " or move the rows to another CryptoPipeline by a dump")
public record DatabaseStorage(
    @Default(DatabaseStorage.DEFAULT_SIZE)
        @Size(max = 20)
        @JsonPropertyDescription("How much it holds, such as 10Gi. Can only be raised.")
        String size,
    @Size(min = 1, max = 253)
        @JsonPropertyDescription("Class of the volume. Default: the cluster's default.")
        String storageClassName) {
  static final String DEFAULT_SIZE = "10Gi";
  static final String SIZE_IS_WELL_WRITTEN = "self.size.matches('^[1-9][0-9]*(Mi|Gi|Ti)$')";
  static final String SIZE_IS_NOT_LOWERED =
      "!" + SIZE_IS_WELL_WRITTEN + " || quantity(self.size).compareTo(quantity(oldSelf.size)) >= 0";
  static final String CLASS_IS_THE_SAME =
      "has(self.storageClassName) == has(oldSelf.storageClassName)"
          + " && (!has(self.storageClassName)"
          + " || self.storageClassName == oldSelf.storageClassName)";

  /** Fills in the defaults. */
  public DatabaseStorage {
    size = size == null ? DEFAULT_SIZE : size;
  }
}
