/** What would have come of following a strategy, fees included, with nothing known too early. */
package io.finsolutions.pipeline.signals.backtest;
