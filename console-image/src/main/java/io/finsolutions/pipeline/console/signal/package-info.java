/** What strategies suggest now, by bars that are not final yet. */
package io.finsolutions.pipeline.console.signal;
