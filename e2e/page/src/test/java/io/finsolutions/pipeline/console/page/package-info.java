/** The page in a real browser, on the real console and Postgres. */
package io.finsolutions.pipeline.console.page;
