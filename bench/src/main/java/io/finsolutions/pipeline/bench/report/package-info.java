/** What was measured, for people: tables, the machine, the page of the documentation. */
package io.finsolutions.pipeline.bench.report;
