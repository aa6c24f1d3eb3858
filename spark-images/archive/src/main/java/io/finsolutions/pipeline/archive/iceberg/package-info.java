/** An archive in a table of Apache Iceberg, whose catalog is in the pair's Postgres. */
package io.finsolutions.pipeline.archive.iceberg;
