/** Bars as they change: one reader for each pair, however many listen. */
package io.finsolutions.pipeline.console.live;
