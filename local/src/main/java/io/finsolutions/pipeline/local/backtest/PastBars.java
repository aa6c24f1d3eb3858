package io.finsolutions.pipeline.local.backtest;

import io.finsolutions.pipeline.market.Bar;
import java.util.List;

/**
 * Bars of the past to follow a strategy over.
 *
 * @param bars ascending, all of one product and width
 * @param first the index of the first one to judge at; those before are only looked at
 * @param source where they come from, in words
 */
public record PastBars(List<Bar> bars, int first, String source) {}
