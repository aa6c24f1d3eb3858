/** The speed layer in Kafka Streams. */
package io.finsolutions.pipeline.peers.kafkastreams;
