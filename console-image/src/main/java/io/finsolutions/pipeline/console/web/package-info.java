/** HTTP: routes, parameters, answers. */
package io.finsolutions.pipeline.console.web;
