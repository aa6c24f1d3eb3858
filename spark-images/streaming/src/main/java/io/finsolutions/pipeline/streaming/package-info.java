/**
 * The speed layer: Spark reads the trades topic and hands each record to the exact engine, which
 * keeps the seconds in Postgres up to the moment.
 */
package io.finsolutions.pipeline.streaming;
