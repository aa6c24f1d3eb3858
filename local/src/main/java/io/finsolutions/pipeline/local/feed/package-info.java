/** Whether what the pipeline relies on still holds of the exchange. */
package io.finsolutions.pipeline.local.feed;
