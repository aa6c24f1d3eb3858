package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The volume of an archive. */
@ValidationRule(
    value = DatabaseStorage.SIZE_IS_WELL_WRITTEN,
    message = "spec.batch.archive.storage.size: write a whole number of Mi, Gi or Ti, such as 10Gi")
@ValidationRule(
    value = DatabaseStorage.SIZE_IS_NOT_LOWERED,
    message =
        "spec.batch.archive.storage.size cannot be lowered, since volumes do not shrink: leave it")
@ValidationRule(
    value = DatabaseStorage.CLASS_IS_THE_SAME,
    message =
        "spec.batch.archive.storage.storageClassName cannot be changed, since the volume is there"
            + " already: leave it")
public record ArchiveStorage(
    @Default(DatabaseStorage.DEFAULT_SIZE)
        @Size(max = 20)
        @JsonPropertyDescription("How much it holds, such as 10Gi. Can only be raised.")
        String size,
    @Size(min = 1, max = 253)
        @JsonPropertyDescription("Class of the volume. Default: the cluster's default.")
        String storageClassName) {

  /** Fills in the defaults. */
  public ArchiveStorage {
    size = size == null ? DatabaseStorage.DEFAULT_SIZE : size;
  }
}
