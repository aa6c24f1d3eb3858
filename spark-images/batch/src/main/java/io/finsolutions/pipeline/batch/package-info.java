/**
 * The batch layer: at most half an hour later it counts every trade again, all together, and its
 * rows are final.
 *
 * <p>The package {@link io.finsolutions.pipeline.batch.engine} decides; Spark reads, and one
 * transaction in Postgres puts the result in place.
 */
package io.finsolutions.pipeline.batch;
