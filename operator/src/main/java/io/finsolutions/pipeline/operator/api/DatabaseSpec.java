package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** Where the rows of a pair are kept. */
@ValidationRule(
    value =
        "(has(self.managed) ? 1 : 0) + (has(self.cloudNativePg) ? 1 : 0)"
            + " + (has(self.external) ? 1 : 0) == 1",
    message =
        "spec.database: set one of managed, cloudNativePg and external, or leave spec.database out"
            + " for managed")
@ValidationRule(
    value =
        "has(self.external) == has(oldSelf.external)"
            + " && has(self.cloudNativePg) == has(oldSelf.cloudNativePg)",
    message =
        "spec.database cannot be changed to another kind, since rows would be left behind: apply"
            + " another CryptoPipeline under another name, and move the rows by a dump")
public record DatabaseSpec(
    @JsonPropertyDescription("A Postgres of its own, which needs no other operator. The default.")
        ManagedDatabase managed,
    @JsonPropertyDescription("A Postgres that the CloudNativePG operator runs.")
        CloudNativePgDatabase cloudNativePg,
    @JsonPropertyDescription("A Postgres that is there already.") ExternalDatabase external) {

  /** Fills in the defaults. */
  public DatabaseSpec {
    if (managed == null && cloudNativePg == null && external == null) {
      managed = new ManagedDatabase(null, null, null, null);
    }
  }
}
