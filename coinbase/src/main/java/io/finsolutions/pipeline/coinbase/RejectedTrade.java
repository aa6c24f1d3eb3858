package io.finsolutions.pipeline.coinbase;

/**
 * Part of a message or page that is not a trade as it should be.
 *
 * @param json the part
 * @param detail what is wrong, in words
 */
record RejectedTrade(byte[] json, String detail) {}
