/** What every peer is told, and the rows that it is to write. */
package io.finsolutions.pipeline.peers.task;
