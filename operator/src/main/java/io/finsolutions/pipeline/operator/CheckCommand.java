package io.finsolutions.pipeline.operator;

import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks an address once, for the test of an installation. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Asks an address once, and fails unless it answers 200.")
final class CheckCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "What to ask, such as http://localhost:8080/readyz.")
  private URI url;

  @Override
  public Integer call() throws InterruptedException {
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .connectTimeout(TIMEOUT)
              .build()
              .send(
                  HttpRequest.newBuilder(url).timeout(TIMEOUT).build(),
                  HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
        throw new FailedException(
            url + " answers " + answer.statusCode() + ": " + answer.body().strip());
      }
      System.out.println(url + " answers 200");
      return ExitCode.OK;
    } catch (IOException | IllegalArgumentException e) {
      throw new FailedException(url + " does not answer: " + e.getMessage(), e);
    }
  }
}
