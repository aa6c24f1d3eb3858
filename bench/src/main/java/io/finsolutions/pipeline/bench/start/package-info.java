/** How long the processes take to start. */
package io.finsolutions.pipeline.bench.start;
