/** The speed layer beside what one would otherwise pick, at the same work in the same run. */
package io.finsolutions.pipeline.bench.peers;
