/** Buy, sell or hold: what recent changes of price and volume suggest, and why. Not advice. */
package io.finsolutions.pipeline.signals;
