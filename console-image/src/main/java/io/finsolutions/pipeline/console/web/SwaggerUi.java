package io.finsolutions.pipeline.console.web;

import io.javalin.http.Context;

/** A page to read and try the API, by Swagger UI. */
final class SwaggerUi {
  /** As the build resolves it; a test holds it against that. */
  static final String VERSION = "5.34.1";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Crypto pipeline: API</title>
      <link rel="stylesheet" href="/docs/swagger-ui/swagger-ui.css">
      </head>
      <body>
      <div id="api"></div>
      <script src="/docs/swagger-ui/swagger-ui-bundle.js"></script>
      <script src="/docs/start.js"></script>
      </body>
      </html>
      """;

  private static final String SCRIPT =
      """
      window.SwaggerUIBundle({
        url: '/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null,
        tryItOutEnabled: true,
      });
      """;

  private SwaggerUi() {}

  static void page(Context request) {
    request.html(PAGE);
  }

  static void script(Context request) {
    request.contentType("text/javascript; charset=utf-8").result(SCRIPT);
  }
}
