/**
 * The Postgres of a pipeline: its schema as migrations, the form of bars and trade ids in SQL, and
 * the read side that people's questions go through.
 */
package io.finsolutions.pipeline.store;
