/** How quickly the speed layer counts what has piled up. */
package io.finsolutions.pipeline.bench.catchup;
