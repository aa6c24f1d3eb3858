/** What people and programs look at: REST, live bars, and the page. Reads, and never writes. */
package io.finsolutions.pipeline.console;
