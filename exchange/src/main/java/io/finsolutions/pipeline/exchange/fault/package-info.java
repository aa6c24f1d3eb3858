/** What the stand-in can do wrong on demand, and how that is asked for. */
package io.finsolutions.pipeline.exchange.fault;
