/** The real processes under a script of faults, and whether every row is right all the same. */
package io.finsolutions.pipeline.local.chaos;
