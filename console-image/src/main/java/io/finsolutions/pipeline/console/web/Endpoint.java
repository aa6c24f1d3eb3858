package io.finsolutions.pipeline.console.web;

import io.javalin.http.Handler;
import java.util.List;

/**
 * Something that can be asked for.
 *
 * @param path its path, with parameters in braces
 * @param summary a sentence for the API's description
 * @param parameters those of the query; any other is an error
 * @param answers the name of the schema of what is answered, or the media type if it is no JSON
 * @param handler answers
 */
record Endpoint(
    String path, String summary, List<Parameter<?>> parameters, String answers, Handler handler) {}
