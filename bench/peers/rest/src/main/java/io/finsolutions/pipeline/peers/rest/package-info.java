/** Counting without a feed and without a topic. */
package io.finsolutions.pipeline.peers.rest;
