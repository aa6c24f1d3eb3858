package io.finsolutions.pipeline.operator;

import java.time.Duration;
import java.util.Set;

/**
 * How the operator's own process runs.
 *
 * @param watchNamespaces where it looks for pairs; none for everywhere
 * @param leaderElection whether only one of several copies works at a time
 * @param namespace where the Lease is, if there is one
 * @param podName who this copy is in the Lease; null for a name that is made up
 * @param checkProducts whether pairs are held against the exchange's list
 * @param freshnessInterval how long after a look at a pair's database the next one is due
 * @param managementPort port of the probes and the metrics; 0 for any
 */
public record ServiceSettings(
    OperatorSettings operator,
    Set<String> watchNamespaces,
    boolean leaderElection,
    String namespace,
    String podName,
    boolean checkProducts,
    Duration freshnessInterval,
    int managementPort) {}
