/** How each pipeline is doing, in a state and a sentence. */
package io.finsolutions.pipeline.console.status;
