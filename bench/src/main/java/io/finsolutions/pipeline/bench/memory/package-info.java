/** How much memory the processes need. */
package io.finsolutions.pipeline.bench.memory;
