package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** For how long the data of a pair is kept. */
@ValidationRule(
    value = "!has(self.rows) || self.rows.matches('^([2-9]|[1-9][0-9]{1,3})d$')",
    message =
        "spec.retention.rows: write a number of days from 2d to 9999d, such as 730d, or leave it out"
            + " to keep rows for ever")
public record RetentionSpec(
    @Size(max = 10)
        @JsonPropertyDescription(
            "For how many days final rows are kept, such as 730d. They go by the month: when all of"
                + " a UTC month is older, the batch layer drops its rows of every width, and what"
                + " runs wrote down about them. Rows that are gone do not come back if this is"
                + " raised. Default: for ever.")
        String rows) {
  static final RetentionSpec DEFAULT = new RetentionSpec(null);
}
