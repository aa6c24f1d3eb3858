/** How long the batch layer takes for a day. */
package io.finsolutions.pipeline.bench.batch;
