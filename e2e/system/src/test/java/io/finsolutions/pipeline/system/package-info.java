/**
 * The whole product on a real cluster with real pods. Run by {@code ./pipeline e2e}; a class for
 * each promise.
 */
package io.finsolutions.pipeline.system;
