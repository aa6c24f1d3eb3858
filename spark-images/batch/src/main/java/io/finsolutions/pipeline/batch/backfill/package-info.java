/**
 * Loads history of the exchange's REST pages into the archive, and has its rows made final. What is
 * in the archive already is its only state.
 */
package io.finsolutions.pipeline.batch.backfill;
