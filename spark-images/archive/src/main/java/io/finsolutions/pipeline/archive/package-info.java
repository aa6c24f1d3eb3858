/**
 * The trades of a product that are kept when Kafka keeps them no more: what a batch layer writes
 * there and reads from it. The package {@link io.finsolutions.pipeline.archive.iceberg} keeps them
 * in a table of Apache Iceberg.
 */
package io.finsolutions.pipeline.archive;
