/** The speed layer in Flink SQL. */
package io.finsolutions.pipeline.peers.flink;
