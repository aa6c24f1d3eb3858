package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The steps by which Kubeflow's Spark operator takes a SparkApplication from state to state. */
final class SparkReconciliation {
  private final KubernetesClient client;
  private final Patches patches;
  private final SparkInstructions instructions;
  private final boolean driverPods;

  /** The specs, but for suspend, that the applications run with, by uid. */
  private final Map<String, Map<String, Object>> specs = new ConcurrentHashMap<>();

  private final Map<String, Integer> submissions = new ConcurrentHashMap<>();

  SparkReconciliation(KubernetesClient client, SparkInstructions instructions, boolean driverPods) {
    this.client = client;
    this.patches = new Patches(client, "spark-operator");
    this.instructions = instructions;
    this.driverPods = driverPods;
  }

  int submissions(String key) {
    return submissions.getOrDefault(key, 0);
  }

  /**
   * Takes one step, if there is one to take; every step is seen as a change, which brings the next.
   */
  Optional<Duration> step(GenericKubernetesResource application) {
    if (application.getMetadata().getDeletionTimestamp() != null) {
      return Optional.empty();
    }
    SparkState state = SparkState.of(application);
    String uid = application.getMetadata().getUid();
    Map<String, Object> spec = spec(application);
    Map<String, Object> before = specs.putIfAbsent(uid, spec);
    if (before != null && !before.equals(spec)) {
      write(application, SparkStatus.state(SparkState.INVALIDATING, null));
      specs.put(uid, spec);
      return Optional.empty();
    }
    if (state == SparkState.NEW || state == SparkState.INVALIDATING) {
      Map<String, Object> defaults = SparkDefaults.missing(application);
      if (!defaults.isEmpty()) {
        specs.put(uid, spec(patches.spec(application, defaults)));
        return Optional.empty();
      }
    }
    Optional<String> failure = instructions.failure(application);
    if (failure.isPresent()) {
      write(application, SparkStatus.ended(SparkState.FAILED, failure.get()));
      instructions.hasFailed(application);
      return Optional.empty();
    }
    if (isToBeSuspended(application)
        && !state.isTerminal()
        && state != SparkState.SUSPENDED
        && state != SparkState.SUSPENDING) {
      write(application, SparkStatus.state(SparkState.SUSPENDING, null));
      return Optional.empty();
    }
    return instructions.holds(application, state) ? Optional.empty() : next(application, state);
  }

  /** The application is gone, and its driver with it. */
  void forget(GenericKubernetesResource application) {
    specs.remove(application.getMetadata().getUid());
    if (driverPods) {
      pod(application).delete();
    }
  }

  private Optional<Duration> next(GenericKubernetesResource application, SparkState state) {
    switch (state) {
      case NEW, RESUMING -> submit(application, attempts(application, "submissionAttempts"));
      case SUBMITTED -> {
        if (!driverPods || driverIs(application, "Running"::equals)) {
          write(application, SparkStatus.running(application.get("status", "submissionID")));
        } else {
          watchDriver(application);
        }
      }
      case RUNNING -> watchDriver(application);
      case INVALIDATING -> {
        deleteDriver(application);
        write(application, SparkStatus.invalidated());
      }
      case PENDING_RERUN -> {
        if (!driverPods || pod(application).get() == null) {
          submit(application, 0);
        }
      }
      case SUSPENDING -> {
        deleteDriver(application);
        write(application, SparkStatus.suspended());
      }
      case SUSPENDED -> {
        if (!isToBeSuspended(application) && (!driverPods || pod(application).get() == null)) {
          write(application, SparkStatus.state(SparkState.RESUMING, null));
        }
      }
      case FAILING -> {
        return rerunOr(application, SparkState.FAILED);
      }
      case SUCCEEDING -> {
        return rerunOr(application, SparkState.COMPLETED);
      }
      default -> {
        // Nothing is done about an application that has ended, or that nobody understands.
      }
    }
    return Optional.empty();
  }

  private void submit(GenericKubernetesResource application, int attempts) {
    String id = UUID.randomUUID().toString();
    SparkDriver driver = new SparkDriver(application);
    Optional<String> refusal =
        instructions
            .refusal(application)
            .or(() -> driverPods ? launch(driver.pod(id)) : Optional.empty())
            .map(why -> "failed to submit spark application: " + why);
    int executions = attempts(application, "executionAttempts");
    Map<String, Object> status =
        SparkStatus.submitted(
            refusal.isPresent() ? SparkState.SUBMISSION_FAILED : SparkState.SUBMITTED,
            refusal.orElse(null),
            id,
            driver.podName(),
            attempts + 1,
            refusal.isPresent() ? executions : executions + 1);
    try {
      write(application, status);
    } catch (KubernetesClientException e) {
      // The application has changed meanwhile, and the next attempt must not find this one's pod.
      if (driverPods && refusal.isEmpty()) {
        pod(application).withGracePeriod(0).delete();
      }
      throw e;
    }
    submissions.merge(SparkInstructions.key(application), 1, Integer::sum);
  }

  /** Makes the driver pod; returns why the API server does not want it, if so. */
  private Optional<String> launch(Pod pod) {
    try {
      client.resource(pod).create();
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(e.getMessage());
    }
  }

  private void watchDriver(GenericKubernetesResource application) {
    if (!driverPods) {
      return;
    }
    Pod driver = pod(application).get();
    String phase = driver == null ? "Unknown" : driver.getStatus().getPhase();
    switch (phase) {
      case "Succeeded" -> write(application, SparkStatus.ended(SparkState.SUCCEEDING, null));
      case "Failed" -> write(application, SparkStatus.ended(SparkState.FAILING, lastWords(driver)));
      case "Unknown" ->
          write(application, SparkStatus.ended(SparkState.FAILING, "driver pod not found"));
      default -> {
        // It is on its way.
      }
    }
  }

  private Optional<Duration> rerunOr(GenericKubernetesResource application, SparkState end) {
    String policy =
        Objects.requireNonNullElse(
            application.<String>get("spec", "restartPolicy", "type"), "Never");
    int retries = attempts(application.get("spec", "restartPolicy", "onFailureRetries"));
    boolean again =
        policy.equals("Always")
            || policy.equals("OnFailure")
                && end == SparkState.FAILED
                && attempts(application, "executionAttempts") <= retries;
    if (!again) {
      String message = application.get("status", "applicationState", "errorMessage");
      write(application, SparkStatus.state(end, message));
      return Optional.empty();
    }
    int interval = attempts(application.get("spec", "restartPolicy", "onFailureRetryInterval"));
    Instant submitted =
        Instant.parse(application.<String>get("status", "lastSubmissionAttemptTime"));
    Duration wait = Duration.between(Clock.systemUTC().instant(), submitted.plusSeconds(interval));
    if (end == SparkState.FAILED && !wait.isNegative()) {
      return Optional.of(wait.plusMillis(1));
    }
    deleteDriver(application);
    write(application, SparkStatus.state(SparkState.PENDING_RERUN, null));
    return Optional.empty();
  }

  private void write(GenericKubernetesResource application, Map<String, Object> status) {
    patches.status(application, status);
  }

  private void deleteDriver(GenericKubernetesResource application) {
    if (driverPods) {
      pod(application).delete();
    }
  }

  private boolean driverIs(GenericKubernetesResource application, Predicate<String> phase) {
    Pod driver = pod(application).get();
    return driver != null && phase.test(driver.getStatus().getPhase());
  }

  private PodResource pod(GenericKubernetesResource application) {
    return client
        .pods()
        .inNamespace(application.getMetadata().getNamespace())
        .withName(new SparkDriver(application).podName());
  }

  private static String lastWords(Pod driver) {
    return driver.getStatus().getContainerStatuses().stream()
        .map(ContainerStatus::getState)
        .filter(state -> state != null && state.getTerminated() != null)
        .map(
            state ->
                "driver container failed with ExitCode: %d, Reason: %s"
                    .formatted(
                        state.getTerminated().getExitCode(), state.getTerminated().getReason()))
        .findFirst()
        .orElse("driver pod failed");
  }

  private static boolean isToBeSuspended(GenericKubernetesResource application) {
    return Boolean.TRUE.equals(application.get("spec", "suspend"));
  }

  private static int attempts(GenericKubernetesResource application, String field) {
    return attempts(application.get("status", field));
  }

  private static int attempts(Number number) {
    return number == null ? 0 : number.intValue();
  }

  private static Map<String, Object> spec(GenericKubernetesResource application) {
    Map<String, Object> spec = new HashMap<>(application.<Map<String, Object>>get("spec"));
    spec.remove("suspend");
    return spec;
  }
}
