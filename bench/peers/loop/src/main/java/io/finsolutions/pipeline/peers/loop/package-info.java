/** The engine of the speed layer without Spark. */
package io.finsolutions.pipeline.peers.loop;
