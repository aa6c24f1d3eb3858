/**
 * The batch layer: at most half an hour later it counts every trade again, all together, and its
 * rows are final.
 *
 * <p>What to do is decided by functions on records ({@link
 * io.finsolutions.pipeline.batch.Coverage}, {@link io.finsolutions.pipeline.batch.Comparison});
 * Spark reads and folds, and one transaction in Postgres puts the result in place.
 */
package io.finsolutions.pipeline.batch;
