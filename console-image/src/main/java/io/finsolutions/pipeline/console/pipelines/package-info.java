/** Which pipelines there are, and how their databases are reached. */
package io.finsolutions.pipeline.console.pipelines;
