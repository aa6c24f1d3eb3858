/** How long the batch layer takes to make days again from the archive, and Postgres beside it. */
package io.finsolutions.pipeline.bench.recompute;
