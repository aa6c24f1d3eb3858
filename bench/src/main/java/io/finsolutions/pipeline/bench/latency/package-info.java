/** How long a trade takes from the exchange to a reader. */
package io.finsolutions.pipeline.bench.latency;
