/** One run of a local pipeline, from the choice of the feed to the end of the last process. */
package io.finsolutions.pipeline.local.run;
