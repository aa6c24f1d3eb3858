package io.finsolutions.pipeline.operator.foreign;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What the CloudNativePG operator says of a Postgres.
 *
 * @param instances how many there are to be; 0 if it does not say
 * @param readyInstances how many take connections; 0 if it does not say
 * @param phase in words, what it is doing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostgresClusterStatus(int instances, int readyInstances, String phase) {}
