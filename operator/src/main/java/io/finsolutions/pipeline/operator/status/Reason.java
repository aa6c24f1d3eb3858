package io.finsolutions.pipeline.operator.status;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why a condition is what it is, and what an event is about. There are no others. */
public enum Reason {
  /** All is well. */
  READY,
  /** It is being made, or starts. */
  STARTING,
  /** It waits for a part that comes before it. */
  WAITING,
  /** It stands still, as it was told to. */
  SUSPENDED,
  /** It is left alone, as it was told to. */
  PAUSED,
  /** It is not left alone. */
  NOT_PAUSED,
  /** The resource is being deleted. */
  DELETING,
  /** No part that has worked has stopped working. */
  NOT_DEGRADED,
  /** A part that has worked does not now. */
  COMPONENT_FAILED,
  /** The exchange does not have the pair, or under another name. */
  PAIR_UNKNOWN,
  /** The cluster lacks a kind of resource that another operator brings. */
  KIND_MISSING,
  /** There is no such Kafka cluster. */
  KAFKA_CLUSTER_MISSING,
  /** The topic operator refuses, or does not answer. */
  TOPIC_REFUSED,
  /** A Secret is not there. */
  SECRET_MISSING,
  /** A Secret lacks what it should have. */
  SECRET_INCOMPLETE,
  /** Something of the name is there already, and is somebody else's. */
  NAME_TAKEN,
  /** The API server refuses what should be made, such as by a quota or an admission rule. */
  REFUSED,
  /** The database runs, and lets nobody in. */
  DATABASE_REFUSES,
  /** A pod does not start or does not stay up. */
  POD_FAILED,
  /** A job has ended with a failure. */
  JOB_FAILED,
  /** The Spark operator has failed to run the job. */
  SPARK_FAILED,
  /** The speed layer hung, and is started anew. */
  STREAM_HEALED,
  /** The speed layer has been started anew as often as it is allowed to. */
  HEALING_EXHAUSTED,
  /** Nobody has counted a trade yet. */
  NO_ROWS_YET,
  /** No row has been written for a while. */
  ROWS_STALE,
  /** The newest final row is older than half an hour. */
  FINAL_ROWS_STALE,
  /** The rows are as they should be. */
  FRESH,
  /** The database was not asked or did not answer. */
  UNKNOWN,
  /** Deletion waits for another operator. */
  DELETION_WAITS,
  /** Deletion has waited long enough, and goes on without. */
  DELETION_GAVE_UP;

  /** The name as it stands in the status, such as SecretMissing. */
  public String id() {
    return Arrays.stream(name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
