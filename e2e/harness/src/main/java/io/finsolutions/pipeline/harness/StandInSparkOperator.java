package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Map;

/**
 * Takes SparkApplications through the states that Kubeflow's Spark operator 2.4 takes them through,
 * and runs no Spark. Fields that are not set get the defaults of its webhook, as an update of the
 * manager {@code spark-operator}; what the webhook does at once, this does a moment later.
 *
 * <p>As there, every change of the spec but of {@code suspend} means a new submission.
 */
public final class StandInSparkOperator implements AutoCloseable {
  private final SparkInstructions instructions = new SparkInstructions();
  private final SparkReconciliation reconciliation;
  private final Observer<GenericKubernetesResource> applications;
  private final Observer<Pod> drivers;

  private StandInSparkOperator(KubernetesClient client, Scope scope, boolean driverPods) {
    this.reconciliation = new SparkReconciliation(client, instructions, driverPods);
    ResourceDefinitionContext context =
        new ResourceDefinitionContext.Builder()
            .withGroup("sparkoperator.k8s.io")
            .withVersion("v1beta2")
            .withKind("SparkApplication")
            .withNamespaced(true)
            .build();
    this.applications =
        new Observer<>(
            "spark",
            scope.of(client.genericKubernetesResources(context)),
            this::step,
            reconciliation::forget);
    this.drivers =
        new Observer<>(
            "spark-drivers",
            new Scope(scope.namespaces(), Map.of(SparkDriver.LAUNCHED, "true")).of(client.pods()),
            this::driverChanged,
            this::driverChanged);
  }

  /**
   * Starts without pods: a submitted application runs. See {@link ThirdPartyCrds#SPARK_OPERATOR}.
   */
  public static StandInSparkOperator start(KubernetesClient client, Scope scope) {
    return new StandInSparkOperator(client, scope, false);
  }

  /**
   * Starts with a driver pod for each submission, with the labels of the real one. An application
   * runs when its driver does, and ends as it ends; the {@link StandInKubelet} decides about that.
   */
  public static StandInSparkOperator startWithDriverPods(KubernetesClient client, Scope scope) {
    return new StandInSparkOperator(client, scope, true);
  }

  /** How often the application was submitted since the start, successfully or not. */
  public int submissions(String namespace, String name) {
    return reconciliation.submissions(namespace + "/" + name);
  }

  /** An application that reaches this state, or is in it, stays in it; but its spec counts. */
  public void holdAt(String namespace, String name, SparkState state) {
    instructions.hold(namespace + "/" + name, state);
  }

  /** Fails an application now, for good. */
  public void fail(String namespace, String name, String errorMessage) {
    instructions.fail(namespace + "/" + name, errorMessage);
    applications.reconsider(namespace, name);
  }

  /** From now on submissions of an application end as SUBMISSION_FAILED. */
  public void failSubmissions(String namespace, String name, String errorMessage) {
    instructions.refuse(namespace + "/" + name, errorMessage);
  }

  /** Lets an application go on as usual. */
  public void release(String namespace, String name) {
    instructions.forget(namespace + "/" + name);
    applications.reconsider(namespace, name);
  }

  /** Stops; applications stay in the state that they are in. */
  @Override
  public void close() {
    applications.close();
    drivers.close();
  }

  private void step(GenericKubernetesResource application) {
    reconciliation.step(application).ifPresent(delay -> applications.later(application, delay));
  }

  private void driverChanged(Pod driver) {
    String name = driver.getMetadata().getLabels().get(SparkDriver.APPLICATION);
    applications.reconsider(driver.getMetadata().getNamespace(), name);
  }
}
