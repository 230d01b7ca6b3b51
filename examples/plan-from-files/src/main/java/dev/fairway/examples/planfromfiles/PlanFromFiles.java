package dev.fairway.examples.planfromfiles;

import dev.fairway.core.plan.PlanStep;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.FleetSnapshot;
import dev.fairway.k8s.manifest.ManifestReader;
import dev.fairway.k8s.manifest.ParsedManifests;
import dev.fairway.k8s.mapping.ClusterMapper;
import dev.fairway.k8s.mapping.ClusterSettings;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.runtime.PlannedSync;
import dev.fairway.runtime.PolicySync;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.SdwanBackend;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that prints the planned changes of a fabric for the Services in manifests. */
public final class PlanFromFiles {

  private PlanFromFiles() {}

  /** Takes a folder of manifests and a mock fabric's file. */
  public static void main(String[] arguments) {
    plan(Path.of(arguments[0]), Path.of(arguments[1])).forEach(System.out::println);
  }

  // tag::plan[]
  static List<String> plan(Path manifests, Path fabric) {
    ParsedManifests read =
        ManifestReader.read(List.of(manifests.toString()), InputStream.nullInputStream());
    ClusterMapper mapper = new ClusterMapper(ClusterSettings.of("shop-eu"));
    FleetSnapshot fleet = FleetSnapshot.of(mapper.snapshot(read.objects(), 1));

    BackendCatalog catalog = BackendCatalog.load(PlanFromFiles.class.getClassLoader());
    BackendSettings settings = BackendSettings.of(Map.of("fabric", fabric.toString()));
    try (SdwanBackend backend = catalog.open("mock", settings, new OwnerId("shop-eu"))) {
      PlannedSync sync = PolicySync.with(backend).prepare(fleet);
      return sync.plan().steps().stream().map(PlanFromFiles::text).toList();
    }
  }

  // end::plan[]

  private static String text(PlanStep step) {
    return step.fold(
        install -> "install " + install.after().canonical(),
        replace -> "replace " + replace.after().canonical(),
        remove -> "remove " + remove.before().canonical());
  }
}
