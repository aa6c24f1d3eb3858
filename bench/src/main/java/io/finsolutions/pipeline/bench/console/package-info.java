/** How quickly the console answers, and brings what has changed. */
package io.finsolutions.pipeline.bench.console;
