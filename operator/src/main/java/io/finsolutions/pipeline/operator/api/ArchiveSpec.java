package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Where every final trade of a pair is kept for ever. */
@ValidationRule(
    value = "has(self.warehouse) != has(self.storage)",
    message =
        "spec.batch.archive: set either warehouse, a place in an object store, or storage, a volume"
            + " that is made, and not both")
@ValidationRule(
    value =
        "!has(self.warehouse)"
            + " || self.warehouse.matches('^s3://[a-z0-9][a-z0-9.-]*(/[A-Za-z0-9!_.*()=-]+)*$')",
    message =
        "spec.batch.archive.warehouse: write a place in an object store that speaks S3, without a"
            + " slash at its end, such as s3://bucket/archive")
@ValidationRule(
    value = "has(self.warehouse) || !has(self.properties) || self.properties.size() == 0",
    message = "spec.batch.archive.properties goes with warehouse; a volume needs none")
@ValidationRule(
    value = "has(self.warehouse) || !has(self.credentialsSecret)",
    message = "spec.batch.archive.credentialsSecret goes with warehouse; a volume needs none")
@ValidationRule(
    value =
        "!has(self.properties) || !self.properties.exists(k,"
            + " k in ['uri', 'warehouse'] || k.startsWith('jdbc.'))",
    message =
        "spec.batch.archive.properties: leave out uri, warehouse and jdbc, which the operator sets")
@ValidationRule(
    value =
        "!has(self.properties) || !self.properties.exists(k,"
            + " k in ['s3.access-key-id', 's3.secret-access-key', 's3.session-token'])",
    message =
        "spec.batch.archive.properties: leave out the keys of access; they belong in the Secret that"
            + " credentialsSecret names")
@ValidationRule(
    value =
        "!has(self.properties) || !('s3.endpoint' in self.properties)"
            + " || self.properties['s3.endpoint'].matches('^https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?/?$')",
    message =
        "spec.batch.archive.properties: write s3.endpoint as an address with http or https, such as"
            + " https://store.example.com:9000")
@ValidationRule(
    value =
        "has(self.warehouse) == has(oldSelf.warehouse)"
            + " && (!has(self.warehouse) || self.warehouse == oldSelf.warehouse)",
    message =
        "spec.batch.archive cannot be moved, since its table names its files by their whole path:"
            + " leave it, or apply another CryptoPipeline under another name")
public record ArchiveSpec(
    @Size(max = 500)
        @JsonPropertyDescription(
            "A place in an object store that speaks S3, such as s3://bucket/archive. Either this or"
                + " storage. Cannot be changed. Nothing in it is ever deleted with the pair.")
        String warehouse,
    @JsonPropertyDescription("A volume that is made for it. Either this or warehouse.")
        ArchiveStorage storage,
    @Size(max = 64)
        @JsonPropertyDescription(
            "With warehouse: properties of Iceberg's catalog and files, by name, such as"
                + " client.region, s3.endpoint and s3.path-style-access.")
        Map<String, String> properties,
    @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "With warehouse: a Secret of this namespace with AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY, and if need be AWS_SESSION_TOKEN and AWS_REGION. Default:"
                + " none, and the store lets in the account of the pod.")
        String credentialsSecret) {

  /** Fills in the defaults. */
  public ArchiveSpec {
    properties = properties == null ? Map.of() : Map.copyOf(properties);
  }
}
