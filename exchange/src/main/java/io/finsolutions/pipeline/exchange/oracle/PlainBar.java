package io.finsolutions.pipeline.exchange.oracle;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Every column of a bar as {@link PlainBars} counted it. The columns mean what those of {@link
 * io.finsolutions.pipeline.market.Bar} of the same name mean; decimals have no trailing zeros and
 * no exponent.
 *
 * @param product the pair as the exchange writes it
 * @param start where the interval starts
 */
public record PlainBar(
    String product,
    Instant start,
    long trades,
    long buys,
    long sells,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    Instant openTime,
    Instant closeTime,
    long firstTradeId,
    long lastTradeId,
    BigDecimal baseVolume,
    BigDecimal buyVolume,
    BigDecimal sellVolume,
    BigDecimal quoteVolume,
    BigDecimal priceSum) {}
