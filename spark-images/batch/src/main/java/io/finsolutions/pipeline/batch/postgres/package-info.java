/** Final bars, runs, missing ids and the hand-over in Postgres. */
package io.finsolutions.pipeline.batch.postgres;
