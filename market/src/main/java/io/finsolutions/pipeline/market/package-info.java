/**
 * The language of the domain: trading pairs, trades, bars and sets of trade ids, and the one fold
 * of trades into bars.
 *
 * <p>Everything here is exact, deterministic and free of input and output. Every other module
 * speaks this language; this one knows none of them.
 */
package io.finsolutions.pipeline.market;
