package io.finsolutions.pipeline.operator.foreign;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What the CloudNativePG operator says of a Postgres.
 *
 * @param phase in words, what it is doing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostgresClusterStatus(Integer instances, Integer readyInstances, String phase) {}
