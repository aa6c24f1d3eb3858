/** The speed layer by the guide of Spark. */
package io.finsolutions.pipeline.peers.spark;
