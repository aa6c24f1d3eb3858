package io.finsolutions.pipeline.console.pipelines;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
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

  /** Why a watch has failed, in the API server's own words if it has said any. */
  static String why(Throwable failure) {
    Optional<KubernetesClientException> answer = answer(failure);
    if (answer.isPresent()) {
      return answer.get().getCode() == HttpURLConnection.HTTP_NOT_FOUND
          ? "this cluster has no CryptoPipelines: install their definition"
          : answer.get().getStatus().getMessage();
    }
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause.toString();
  }

  /** Whether the API server has answered that this may not be seen. */
  static boolean isForbidden(Throwable failure) {
    return answer(failure)
        .filter(answer -> answer.getCode() == HttpURLConnection.HTTP_FORBIDDEN)
        .isPresent();
  }

  private static Optional<KubernetesClientException> answer(Throwable failure) {
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof KubernetesClientException answer
          && answer.getStatus() != null
          && answer.getStatus().getMessage() != null) {
        return Optional.of(answer);
      }
      cause = cause.getCause() == cause ? null : cause.getCause();
    }
    return Optional.empty();
  }
}
