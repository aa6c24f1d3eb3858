package io.finsolutions.pipeline.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.finsolutions.pipeline.harness.KubernetesCluster;
import io.finsolutions.pipeline.harness.TestNamespace;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server itself takes and refuses, before the operator sees it. */
class CorpusIT {
  private static final int BAD_REQUEST = 400;
  private static final int UNPROCESSABLE = 422;
  private static final String GAVE_UP_EARLY = "some validation rules were not checked";

  private static KubernetesClient client;
  private static TestNamespace namespace;

  @BeforeAll
  static void connect() {
    client = KubernetesCluster.shared().requireOrSkip().client();
    CommittedDefinition.apply(client);
    namespace = TestNamespace.create(client, "corpus");
  }

  @AfterAll
  static void leave() {
    if (namespace != null) {
      namespace.close();
    }
  }

  static List<CorpusFile> valid() {
    return CorpusFile.valid();
  }

  static List<CorpusFile> refused() {
    return CorpusFile.invalid().stream().filter(file -> !isMisspelt(file)).toList();
  }

  static List<CorpusFile> misspelt() {
    return CorpusFile.invalid().stream().filter(CorpusIT::isMisspelt).toList();
  }

  @AfterEach
  void delete() {
    client.resources(CryptoPipeline.class).inNamespace(namespace.name()).delete();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void whatIsRightIsAcceptedAndGetsItsDefaults(CorpusFile file) {
    GenericKubernetesResource written = file.applied();
    GenericKubernetesResource accepted = apply(whatIsToBeApplied(file));
    assertThat(SchemaDefaults.missingIn(accepted))
        .as("fields of %s without their default", file)
        .isEmpty();
    assertThat(specOf(accepted)).as("spec of %s", file).isEqualTo(specOf(written));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsWrongIsRefusedInWords(CorpusFile file) {
    KubernetesClientException refusal = refusalOf(file);
    assertThat(refusal.getCode()).isEqualTo(UNPROCESSABLE);
    List<String> said =
        refusal.getStatus().getDetails().getCauses().stream()
            .filter(cause -> !cause.getMessage().contains(GAVE_UP_EARLY))
            .map(CorpusIT::sentence)
            .toList();
    assertThat(said).as("what is said to %s", file).hasSameSizeAs(file.says());
    assertThat(file.says())
        .allSatisfy(part -> assertThat(said).anySatisfy(line -> assertThat(line).contains(part)));
  }

  @ParameterizedTest
  @MethodSource("misspelt")
  void aMisspeltFieldIsRefusedByItsName(CorpusFile file) {
    KubernetesClientException refusal = refusalOf(file);
    assertThat(refusal.getCode()).isEqualTo(BAD_REQUEST);
    assertThat(refusal.getStatus().getMessage()).contains(file.says());
  }

  private static boolean isMisspelt(CorpusFile file) {
    return file.says().stream().anyMatch(line -> line.startsWith("unknown field"));
  }

  private static KubernetesClientException refusalOf(CorpusFile file) {
    GenericKubernetesResource resource = whatIsToBeApplied(file);
    KubernetesClientException refusal =
        catchThrowableOfType(KubernetesClientException.class, () -> apply(resource));
    assertThat(refusal).as("refusal of %s", file).isNotNull();
    return refusal;
  }

  private static GenericKubernetesResource whatIsToBeApplied(CorpusFile file) {
    GenericKubernetesResource resource = inNamespace(file.applied());
    if (file.before() != null) {
      GenericKubernetesResource before = client.resource(inNamespace(file.before())).create();
      resource.getMetadata().setResourceVersion(before.getMetadata().getResourceVersion());
    }
    return resource;
  }

  private static GenericKubernetesResource apply(GenericKubernetesResource resource) {
    var operation = client.resource(resource).dryRun().fieldValidation(Validation.STRICT);
    boolean isThere = resource.getMetadata().getResourceVersion() != null;
    return isThere ? operation.update() : operation.create();
  }

  private static GenericKubernetesResource inNamespace(GenericKubernetesResource resource) {
    resource.getMetadata().setNamespace(namespace.name());
    return resource;
  }

  private static String sentence(StatusCause cause) {
    return cause.getField() + ": " + cause.getMessage();
  }

  private static CryptoPipelineSpec specOf(GenericKubernetesResource resource) {
    return new KubernetesSerialization().convertValue(resource, CryptoPipeline.class).getSpec();
  }
}
