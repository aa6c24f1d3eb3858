package io.finsolutions.pipeline.console.pipelines;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that pipelines cannot be watched, and once that they can again. A watch ends now and
 * then, and begins again at once, of which nothing is said.
 */
final class ApiServerLog {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesPipelines.class);
  private static final int WORTH_A_LINE = 3;

  private volatile String latestFailure = "the API server does not answer";
  private int looksAway;

  /** Is told why a watch has failed. */
  void failed(Throwable failure) {
    latestFailure = why(failure);
  }

  /** Is told that nothing was seen yet when it had to begin. */
  void beginsBlind() {
    looksAway = WORTH_A_LINE;
    LOG.warn("cannot watch pipelines, and begins without any reason=\"{}\"", latestFailure);
  }

  /** Is told time and again whether all that is to be watched is. */
  void look(boolean isWatched) {
    if (isWatched) {
      if (looksAway >= WORTH_A_LINE) {
        LOG.info("watches pipelines again");
      }
      looksAway = 0;
    } else if (++looksAway == WORTH_A_LINE) {
      LOG.warn("cannot watch pipelines, which stay as they were seen reason=\"{}\"", latestFailure);
    }
  }

  static String why(Throwable failure) {
    if (failure instanceof KubernetesClientException answer) {
      if (answer.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return "this cluster has no CryptoPipelines: install their definition";
      }
      if (answer.getStatus() != null && answer.getStatus().getMessage() != null) {
        return answer.getStatus().getMessage();
      }
    }
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause.toString();
  }
}
