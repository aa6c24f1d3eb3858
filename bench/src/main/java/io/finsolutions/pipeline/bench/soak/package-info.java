/** Whether anything grows that should not, over a long time. */
package io.finsolutions.pipeline.bench.soak;
