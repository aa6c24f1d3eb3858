/** Bars as they are asked for, filled, and written. */
package io.finsolutions.pipeline.console.bars;
