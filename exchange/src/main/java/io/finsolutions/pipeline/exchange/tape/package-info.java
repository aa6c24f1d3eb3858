/** Where the trades of the stand-in come from: real bars, recordings, or a seeded generator. */
package io.finsolutions.pipeline.exchange.tape;
