package io.finsolutions.pipeline.operator.archive;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.finsolutions.pipeline.operator.api.ArchiveSpec;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Variables;
import io.finsolutions.pipeline.operator.pods.Volumes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How a process of the batch layer gets at the archive of its pair; nothing, if it has none. */
public final class ArchiveAccess {
  private static final String VOLUME = "archive";
  private static final String FOLDER = "/var/lib/pipeline/archive";
  private static final String ENDPOINT = "s3.endpoint";
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private ArchiveAccess() {}

  /** Where it is, and what opens it. */
  public static List<EnvVar> settings(Pair pair) {
    ArchiveSpec archive = of(pair);
    if (archive == null) {
      return List.of();
    }
    List<EnvVar> settings = new ArrayList<>();
    settings.add(
        Variables.setting(
            "ARCHIVE_WAREHOUSE", archive.storage() == null ? archive.warehouse() : FOLDER));
    if (!archive.properties().isEmpty()) {
      settings.add(Variables.setting("ARCHIVE_PROPERTY", lines(archive)));
    }
    settings.addAll(credentials(pair));
    return settings;
  }

  /** What a store lets it in with; nothing, if that is the account of its pod. */
  public static List<EnvVar> credentials(Pair pair) {
    ArchiveSpec archive = of(pair);
    return archive == null || archive.credentialsSecret() == null
        ? List.of()
        : ArchiveCredentials.variables(archive.credentialsSecret());
  }

  // In an order of their own, or every start of the operator would find a difference.
  private static String lines(ArchiveSpec archive) {
    return new TreeMap<>(archive.properties())
        .entrySet().stream()
            .map(property -> property.getKey() + "=" + property.getValue())
            .collect(Collectors.joining("\n"));
  }

  /** The volume that it is on. */
  public static List<Volume> volumes(Pair pair) {
    return isOnVolume(pair)
        ? List.of(
            new VolumeBuilder()
                .withName(VOLUME)
                .withPersistentVolumeClaim(
                    new PersistentVolumeClaimVolumeSourceBuilder()
                        .withClaimName(ArchiveVolume.name(pair))
                        .build())
                .build())
        : List.of();
  }

  /** Where a container has the {@link #volumes}. */
  public static List<VolumeMount> mounts(Pair pair) {
    return isOnVolume(pair) ? List.of(Volumes.mount(VOLUME, FOLDER)) : List.of();
  }

  /** Whether it is on a volume, and not in a store. */
  public static boolean isOnVolume(Pair pair) {
    return of(pair) != null && of(pair).storage() != null;
  }

  /** The ports that it is reached at over the network. */
  public static Set<Integer> ports(Pair pair) {
    ArchiveSpec archive = of(pair);
    Set<Integer> ports = new TreeSet<>();
    if (archive == null || archive.storage() != null) {
      return ports;
    }
    String endpoint = archive.properties().get(ENDPOINT);
    ports.add(endpoint == null ? HTTPS : portOf(URI.create(endpoint)));
    if (archive.credentialsSecret() == null) {
      // The account of a pod is exchanged for credentials elsewhere.
      ports.add(HTTPS);
    }
    return ports;
  }

  private static int portOf(URI address) {
    if (address.getPort() > 0) {
      return address.getPort();
    }
    return address.getScheme().equals("https") ? HTTPS : HTTP;
  }

  private static ArchiveSpec of(Pair pair) {
    return pair.spec().batch().archive();
  }
}
