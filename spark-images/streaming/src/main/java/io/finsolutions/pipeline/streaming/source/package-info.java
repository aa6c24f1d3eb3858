/**
 * The trades topic as a source of Spark's, whose rows are blocks of records: as many as one poll of
 * a partition brought. Spark moves, counts and copies rows, and a trade is too small for that.
 */
package io.finsolutions.pipeline.streaming.source;
