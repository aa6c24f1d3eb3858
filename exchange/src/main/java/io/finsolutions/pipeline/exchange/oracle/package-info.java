/**
 * The bars that should come out at the other end, folded from the printed trades in the plainest
 * way, apart from the fold that the pipeline uses.
 */
package io.finsolutions.pipeline.exchange.oracle;
