package io.finsolutions.pipeline.operator.apply;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.pair.Labels;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Digest;
import io.finsolutions.pipeline.operator.pods.Json;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.UnmetException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes resources what they should be, by server-side apply, and writes nothing that is so already.
 */
public final class Applier {
  private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

  /** As whom the operator owns fields. */
  public static final String FIELD_MANAGER = "cryptopipeline-operator";

  /** Makes the API server refuse to apply to something that is there already. */
  private static final String ONLY_IF_NEW = "1";

  private static final int UNPROCESSABLE = 422;
  private static final Set<Integer> REFUSALS =
      Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, UNPROCESSABLE);

  /** That a resource in this version is what this digest is of: comparing takes long. */
  private record Match(String uid, String resourceVersion, String digest) {}

  private final Watches watches;
  private final Map<ResourceID, Map<String, Match>> matches = new ConcurrentHashMap<>();

  /** Looks at what is there through watches. */
  public Applier(Watches watches) {
    this.watches = watches;
  }

  /**
   * Makes a resource of a pair what it should be.
   *
   * @return as it is now; it may be on its way out, and then is left alone
   * @throws UnmetException if the API server refuses it, or its name is taken
   */
  public <R extends HasMetadata> R apply(Pair pair, R desired, Context<CryptoPipeline> context) {
    Class<R> kind = kindOf(desired);
    Optional<R> actual =
        watches.get(kind, desired.getMetadata().getNamespace(), desired.getMetadata().getName());
    if (actual.isEmpty()) {
      return create(pair, desired, context);
    }
    R there = actual.get();
    requireOwn(pair, there);
    if (there.isMarkedForDeletion() || isMatch(pair, there, desired, context)) {
      return there;
    }
    R updated = update(desired, context);
    LOG.info("updated {}", describe(updated));
    watches.source(kind).orElseThrow().handleRecentResourceUpdate(pair.id(), updated, there);
    return updated;
  }

  /** Makes a resource of a pair if it is not there yet, and leaves it alone if it is. */
  public <R extends HasMetadata> R create(Pair pair, R desired, Context<CryptoPipeline> context) {
    Class<R> kind = kindOf(desired);
    desired.getMetadata().setResourceVersion(ONLY_IF_NEW);
    try {
      R created = send(desired, context);
      LOG.info("created {}", describe(created));
      watches.source(kind).orElseThrow().handleRecentResourceCreate(pair.id(), created);
      return created;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      R there = look(kind, desired, context).orElseThrow(() -> e);
      requireOwn(pair, there);
      return there;
    }
  }

  // A list of one: who may list everything needs no other right to read.
  private static <R extends HasMetadata> Optional<R> look(
      Class<R> kind, R named, Context<CryptoPipeline> context) {
    return context
        .getClient()
        .resources(kind)
        .inNamespace(named.getMetadata().getNamespace())
        .withField("metadata.name", named.getMetadata().getName())
        .list()
        .getItems()
        .stream()
        .findFirst();
  }

  /** Deletes a resource of a pair, if it is there and the pair's. */
  public <R extends HasMetadata> void delete(
      Pair pair, Class<R> kind, String namespace, String name, Context<CryptoPipeline> context) {
    if (!watches.has(kind)) {
      return;
    }
    watches
        .get(kind, namespace, name)
        .filter(there -> Labels.pairOf(there).contains(pair.id()))
        .filter(there -> !there.isMarkedForDeletion())
        .ifPresent(
            there -> {
              context
                  .getClient()
                  .resource(there)
                  .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                  .delete();
              LOG.info("deleted {}", describe(there));
            });
  }

  /** Forgets what is known of a pair's resources. */
  public void forget(ResourceID pair) {
    matches.remove(pair);
  }

  private <R extends HasMetadata> boolean isMatch(
      Pair pair, R there, R desired, Context<CryptoPipeline> context) {
    Match now =
        new Match(
            there.getMetadata().getUid(),
            there.getMetadata().getResourceVersion(),
            Digest.ofResource(desired));
    Map<String, Match> known = matches.computeIfAbsent(pair.id(), id -> new ConcurrentHashMap<>());
    String name = there.getKind() + "/" + there.getMetadata().getName();
    if (now.equals(known.get(name))) {
      return true;
    }
    boolean matched =
        SSABasedGenericKubernetesResourceMatcher.<R>getInstance().matches(there, desired, context);
    if (matched) {
      known.put(name, now);
    }
    return matched;
  }

  // An item that is known by a field that somebody has changed, as a port of a Service is by its
  // number, would be there twice and be refused for it: lists are replaced as a whole then.
  private static <R extends HasMetadata> R update(R desired, Context<CryptoPipeline> context) {
    try {
      return send(desired, context);
    } catch (UnmetException refused) {
      try {
        context
            .getClient()
            .resource(desired)
            .patch(PatchContext.of(PatchType.JSON_MERGE), Json.write(desired));
      } catch (KubernetesClientException e) {
        throw refused;
      }
      return send(desired, context);
    }
  }

  private static <R extends HasMetadata> R send(R desired, Context<CryptoPipeline> context) {
    try {
      return context
          .getClient()
          .resource(desired)
          .fieldManager(FIELD_MANAGER)
          .forceConflicts()
          .serverSideApply();
    } catch (KubernetesClientException e) {
      if (REFUSALS.contains(e.getCode())) {
        throw new UnmetException(
            Reason.REFUSED, "the API server refuses " + describe(desired) + ": " + messageOf(e));
      }
      throw e;
    }
  }

  /**
   * Returns if a resource was made for a pair.
   *
   * @throws UnmetException if its name is taken
   */
  public static void requireOwn(Pair pair, HasMetadata there) {
    if (!Labels.pairOf(there).contains(pair.id())) {
      throw new UnmetException(
          Reason.NAME_TAKEN,
          "there is "
              + describe(there)
              + " already, and it is not of this pair: delete it, or give the CryptoPipeline another"
              + " name"
              + (there.getKind().equals("KafkaTopic") ? " and another kafka.topics.prefix" : ""));
    }
  }

  private static String messageOf(KubernetesClientException refusal) {
    Status status = refusal.getStatus();
    return status == null || status.getMessage() == null
        ? refusal.getMessage()
        : status.getMessage();
  }

  private static String describe(HasMetadata resource) {
    return resource.getKind()
        + " "
        + resource.getMetadata().getName()
        + " in namespace "
        + resource.getMetadata().getNamespace();
  }

  @SuppressWarnings("unchecked")
  private static <R extends HasMetadata> Class<R> kindOf(R desired) {
    return (Class<R>) desired.getClass();
  }
}
