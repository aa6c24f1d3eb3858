package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.market.Bar;

/** A row of the batch layer. */
record FinalRow(Bar bar, boolean complete) {}
