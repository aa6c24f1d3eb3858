/** The topic operator of Strimzi, as far as a pair needs it, on a real broker. */
package io.finsolutions.pipeline.topics;
