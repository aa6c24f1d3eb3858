/**
 * A stand-in Coinbase for tests, demos and benches: it speaks the exchange's HTTP and WebSocket on
 * one port, plays a tape of trades, and does wrong on demand what the exchange does wrong at times.
 */
package io.finsolutions.pipeline.exchange;
