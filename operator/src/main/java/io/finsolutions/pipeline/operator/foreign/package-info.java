/**
 * Resources of other operators, with as little of them as is used here: a spec is a map, so that
 * none of its fields is ever lost, and of a status only what is read.
 */
package io.finsolutions.pipeline.operator.foreign;
