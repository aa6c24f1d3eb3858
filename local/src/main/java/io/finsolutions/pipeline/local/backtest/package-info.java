/** Where the bars of a back-test come from, and how its result is told. */
package io.finsolutions.pipeline.local.backtest;
